import { timeAt } from '../people/local-day.ts';
import { Temporal } from 'temporal-polyfill';
import type { Language } from '../words.ts';
import type { Slot } from './slots.ts';

const locales = { en: 'en-GB', zh: 'zh-CN' } as const satisfies Record<Language, string>;

/** `Mon, 23 Nov 2026, 09:00` in the words of a language. */
export function dayAndTime(at: number, zone: string, language: Language): string {
  const day = new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at);
  return `${day}${language === 'zh' ? ' ' : ', '}${timeAt(at, zone)}`;
}

/** A local date in the words of a language: `25 December 2026`. */
export function dateInWords(date: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', dateStyle: 'long' }).format(
    Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds,
  );
}

/** Names of days of the week, 1 for Monday: `Mon, Tue`. */
export function daysInWords(weekdays: readonly number[], language: Language): string {
  const name = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', weekday: 'short' });
  // The first of January 2024 was a Monday.
  return weekdays.map((day) => name.format(aMonday + (day - 1) * dayMs)).join(language === 'zh' ? '、' : ', ');
}

/** What a zone is ahead of UTC at a time: `UTC+1`. */
export function offsetAt(at: number, zone: string): string {
  const offset = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset;
  return `UTC${offset === '+00:00' ? '' : offset.replace(/^([+-])0/u, '$1').replace(/:00$/u, '')}`;
}

/** The first of these slots at which the clocks are set another way than at the one before it; null when none is. */
export function clockChangeIn(slots: readonly Slot[], zone: string): Slot | null {
  return (
    slots.find((slot, at) => {
      const before = slots[at - 1];
      return before !== undefined && offsetAt(before.at, zone) !== offsetAt(slot.at, zone);
    }) ?? null
  );
}

/** Null when it is no date: `2026-02-30`. */
export function readDate(typed: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(typed)) return null;
  try {
    return Temporal.PlainDate.from(typed, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

const dayMs = 86_400_000;
const aMonday = 1_704_067_200_000;
