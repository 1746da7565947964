/** `250 µs`, `12 ms`, `1.2 s`, `2 min 5 s`, `1 h 30 min`: three digits at most, the units the same in every language. */
export function duration(us: number): string {
  if (us === 0) return '0 s';
  const unit = units.findLast(({ inUs }) => us >= inUs * 0.9995) ?? first;
  if (unit.parts === null) return `${threeDigits(us / unit.inUs)} ${unit.sign}`;
  const parts = Math.round(us / unit.parts.inUs);
  const perUnit = unit.inUs / unit.parts.inUs;
  const rest = parts % perUnit;
  return `${Math.floor(parts / perUnit)} ${unit.sign}${rest === 0 ? '' : ` ${rest} ${unit.parts.sign}`}`;
}

interface Unit {
  readonly sign: string;
  readonly inUs: number;
  /** What the rest is told in; null when it is told as decimals. */
  readonly parts: Unit | null;
}

const first: Unit = { sign: 'µs', inUs: 1, parts: null };
const seconds: Unit = { sign: 's', inUs: 1_000_000, parts: null };
const minutes: Unit = { sign: 'min', inUs: 60_000_000, parts: seconds };
const units: readonly Unit[] = [
  first,
  { sign: 'ms', inUs: 1000, parts: null },
  seconds,
  minutes,
  { sign: 'h', inUs: 3_600_000_000, parts: minutes },
];

function threeDigits(value: number): string {
  const decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return String(Number(value.toFixed(decimals)));
}
