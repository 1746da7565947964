import type { Say } from '../words.ts';
import { dayMs } from './recall.ts';

/** How long from now, in words of one unit: `in 3 hours`, `in 12 days`. `ms` is at least 0. */
export function until(ms: number, say: Say): string {
  const hours = ms / hourMs;
  if (hours < 1) return say('memory.within-hour');
  if (hours < 23.5) return say('memory.in-hours', { count: Math.round(hours) });
  const days = ms / dayMs;
  if (days < 59.5) return say('memory.in-days', { count: Math.round(days) });
  if (days < 23.5 * daysInMonth) return say('memory.in-months', { count: Math.round(days / daysInMonth) });
  return say('memory.in-years', { count: Math.round(days / 365.25) });
}

const hourMs = 3_600_000;
const daysInMonth = 365.25 / 12;
