/** The model's own calendar, out of `Intl` alone: by searching, with nothing of core's. */

const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
/** No zone changes its clocks but at a quarter of an hour. */
const quarterMs = 15 * minuteMs;

/** What clocks there are ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / quarterMs);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const found = known.get(quarter);
  if (found !== undefined) return found;
  const moment = quarter * quarterMs;
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour % 24, minute, second) - moment;
  known.set(quarter, offset);
  return offset;
}

const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts });
  formats.set(zone, format);
  return format;
}

/** The local date, `2026-11-23`. */
export const dateIn = (zone: string, at: number): string =>
  new Date(at + offsetAt(at, zone)).toISOString().slice(0, 10);

/** Minutes behind midnight on the local clock. */
export function minuteIn(zone: string, at: number): number {
  const local = new Date(at + offsetAt(at, zone));
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** The first moment at which clocks there show that time of that date; where they leave it out, the first one behind it. */
export function momentOf(date: string, minute: number, zone: string): number {
  const key = `${zone} ${date} ${minute}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * minuteMs;
  let quarter = wanted - 15 * hourMs;
  while (quarter + quarterMs + offsetAt(quarter, zone) <= wanted) quarter += quarterMs;
  const found = Math.max(quarter, wanted - offsetAt(quarter, zone));
  moments.set(key, found);
  return found;
}

const moments = new Map<string, number>();

export const beginIn = (zone: string, date: string): number => momentOf(date, 0, zone);

/** So many days behind a date; negative: before it. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const daysFrom = (date: string, later: string): number =>
  Math.round((Date.parse(`${later}T00:00:00Z`) - Date.parse(`${date}T00:00:00Z`)) / dayMs);

/** 1 is Monday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
