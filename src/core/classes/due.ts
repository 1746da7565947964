import { Temporal } from 'temporal-polyfill';
import type { Say } from '../words.ts';

/** A time on everybody's own clock, as it is typed: `2026-12-01 18:00`, or a day alone for its end. Null: it is none. */
export function readDue(typed: string): string | null {
  const [, day, hour = '23', minute = '59'] =
    /^(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{1,2}):(\d{2}))?$/u.exec(typed.trim()) ?? [];
  if (day === undefined) return null;
  const text = `${day}T${hour.padStart(2, '0')}:${minute}`;
  try {
    return Temporal.PlainDateTime.from(text).toString({ smallestUnit: 'minute' });
  } catch {
    return null;
  }
}

/** Epoch milliseconds of a time on the clock of a zone; in an hour that a zone leaves out, an hour later. */
export function dueAt(due: string, zone: string): number {
  return Temporal.PlainDateTime.from(due).toZonedDateTime(zone).epochMilliseconds;
}

/** As people read it: `2026-12-01 18:00`. */
export const showDue = (due: string): string => due.replace('T', ' ');

/** How long it is until then, for somebody in that zone. */
export function timeLeft(
  due: string,
  { zone, now }: { readonly zone: string; readonly now: number },
  say: Say,
): string {
  const leftMs = dueAt(due, zone) - now;
  if (leftMs <= 0) return say('assign.left-over');
  if (leftMs < hourMs) return say('assign.left-soon');
  if (leftMs < 2 * dayMs) return say('assign.left-hours', { count: Math.floor(leftMs / hourMs) });
  return say('assign.left-days', { count: Math.floor(leftMs / dayMs) });
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
