import type { QuietHours } from '../ports/reminder-store.ts';

/** Minutes behind midnight: `18:00`, `18`, `6pm`, `6:30 pm`, `18点30`; null when it is no time of day. */
export function readTime(typed: string): number | null {
  const match = /^(\d{1,2})(?:[:.h点时：](\d{2})?分?)?\s*(?:uhr)?\s*(a\.?m\.?|p\.?m\.?)?$/iu.exec(typed.trim());
  if (match === null) return null;
  const [, hours = '', minutes = '0', half = ''] = match;
  const minute = Number(minutes);
  const hour = half === '' ? Number(hours) : hourOfHalf(Number(hours), half);
  return hour === null || hour > 23 || minute > 59 ? null : hour * 60 + minute;
}

/** 12 am is midnight. */
function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/** `22-8`; `0-0` or `off` for none; null when it is neither. */
export function readQuiet(typed: string): QuietHours | null {
  if (/^(?:off|none|无)$/iu.test(typed.trim())) return { from: 0, to: 0 };
  const match = /^(\d{1,2})(?::00)?\s*(?:-|–|—|to|到|至)\s*(\d{1,2})(?::00)?$/iu.exec(typed.trim());
  if (match === null) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return from > 24 || to > 24 ? null : { from: from % 24, to: to % 24 };
}

/** Whether nobody is to be written to at that time, in minutes behind midnight. */
export function isQuiet({ from, to }: QuietHours, minute: number): boolean {
  const [begin, end] = [from * 60, to * 60];
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** `18:05`. */
export const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
