import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import type { Request } from '../request.ts';
import { readDate } from './local-time.ts';
import { readWeekdays } from './weekdays.ts';
import { readZone } from './zones.ts';

/** What was typed behind `/daily` and its first word; each kind of word is known by its looks, so that the order is free. */
export interface DailyWords {
  readonly channel: { readonly id: string; readonly name: string | null } | null;
  /** `09:00`. */
  readonly time: string | null;
  readonly zone: string | null;
  readonly weekdays: readonly number[] | null;
  readonly id: string | null;
  readonly dates: readonly string[];
  /** From the question to its answer. */
  readonly revealMs: number | null;
  /** Everything else, in the order typed. */
  readonly rest: readonly string[];
}

type Found = { readonly [Kind in keyof DailyWords]: DailyWords[Kind] };

const nothing: Found = {
  channel: null,
  time: null,
  zone: null,
  weekdays: null,
  id: null,
  dates: [],
  revealMs: null,
  rest: [],
};

/** `values` as they were typed, one or several words each. */
export function readDaily(values: readonly string[]): DailyWords {
  return values.reduce((found, value) => {
    const whole = readWord(value.trim());
    if (whole !== null) return joined(found, whole);
    return value
      .split(/\s+/u)
      .filter((word) => word !== '')
      .reduce((sofar, word) => joined(sofar, readWord(word) ?? { rest: [word] }), found);
  }, nothing);
}

/** The values of a command's options in the order in which they are declared, which is that of typing. */
export function valuesIn(args: Partial<Request['args']>, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => args[name] ?? []);
}

const joined = (found: Found, more: Partial<Found>): Found => ({
  ...found,
  ...more,
  dates: [...found.dates, ...(more.dates ?? [])],
  rest: [...found.rest, ...(more.rest ?? [])],
});

/** Null for what has no looks of its own. */
function readWord(word: string): Partial<Found> | null {
  for (const read of readers) {
    const found = read(word);
    if (found !== null) return found;
  }
  return null;
}

const readers: readonly ((word: string) => Partial<Found> | null)[] = [
  readChannel,
  readTime,
  readDates,
  readHours,
  (word) => (/^[a-z]\d[a-z]\d$/iu.test(word) ? { id: word.toLowerCase() } : null),
  (word) => (fillers.has(word.toLowerCase()) ? {} : null),
  (word) => {
    const weekdays = readWeekdays(word);
    return weekdays === null ? null : { weekdays };
  },
  (word) => {
    const read = readZone(word);
    return read.kind === 'zone' ? { zone: read.zone } : null;
  },
];

const fillers: ReadonlySet<string> = new Set([
  'until',
  'in',
  'at',
  'on',
  'reveal',
  'after',
  'about',
  '直到',
  '到',
  '在',
]);

function readChannel(word: string): Partial<Found> | null {
  const [, id, name = ''] = /^<#(\w+)(?:\|([^>]*))?>$/u.exec(word) ?? [];
  if (id !== undefined) return { channel: { id, name: name === '' ? null : name } };
  if (!/^#\S/u.test(word)) return null;
  throw new Refusal('daily-channel', (say) => say('refusal.daily-channel', { channel: quote(word) }));
}

function readTime(word: string): Partial<Found> | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.：](\d{1,2})$/u.exec(word) ?? [];
  if (hour === '') return null;
  if (Number(hour) < 24 && /^[0-5]\d$/u.test(minute)) return { time: `${hour.padStart(2, '0')}:${minute}` };
  throw new Refusal('daily-time', (say) => say('refusal.daily-time', { time: quote(word) }));
}

/** One date, or several with commas between them. */
function readDates(word: string): Partial<Found> | null {
  const parts = word.split(/[,，、\s]+/u).filter((part) => part !== '');
  if (parts.length === 0 || !parts.every((part) => /^\d{2,4}-\d{1,2}-\d{1,2}$/u.test(part))) return null;
  return {
    dates: parts.map((part) => {
      const date = readDate(part.trim());
      if (date === null) throw new Refusal('daily-date', (say) => say('refusal.daily-date', { date: quote(part) }));
      return date;
    }),
  };
}

function readHours(word: string): Partial<Found> | null {
  const [, hours] = /^(\d{1,2})h$/iu.exec(word) ?? [];
  return hours === undefined || hours === '0' ? null : { revealMs: Number(hours) * 3_600_000 };
}
