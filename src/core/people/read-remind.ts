import { readWeekdays } from '../calendar/weekdays.ts';
import type { QuietHours, Reminder } from '../ports/reminder-store.ts';

/** When a reminder is wanted. */
export type When = Pick<Reminder, 'minute' | 'weekday'>;

/** A time of day, or a day of the week with one or without: `18:00`, `sunday 18:00`, `weekly`; null when it is neither. */
export function readWhen(typed: string): When | null {
  const [, day = '', rest = ''] = /^(每?周[一二三四五六日天]|每周|星期.|[a-z]+)\s*(.*)$/iu.exec(typed.trim()) ?? [];
  const weekday = readWeekday(day);
  const minute = weekday !== null && rest === '' ? usualWeekly : readTime(weekday === null ? typed : rest);
  if (minute === null) return null;
  return weekday === null ? { minute } : { minute, weekday };
}

/** As they can be typed; the first is Monday. */
export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const sunday = 7;
/** At six in the evening. */
const usualWeekly = 18 * 60;

/** One day of the week, 1 for Monday; null for any other word. */
export function readWeekday(word: string): number | null {
  const bare = word.trim().toLowerCase();
  if (/^(?:weekly|每周)$/u.test(bare)) return sunday;
  const [day, ...others] = readWeekdays(bare.replace(/^每(?=周)/u, '').replace(/(?<=day)s$/u, '')) ?? [];
  return day === undefined || others.length > 0 ? null : day;
}

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
