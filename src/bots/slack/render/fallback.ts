import { cut } from '#bots/shared/cut.ts';
import { visibleLine } from '#bots/shared/visible.ts';
import { defang } from './defang.ts';
import { mostFallback } from '../limits.ts';

/** The beginning of what a message says, a line for each part, for notifications: nothing in it pings or links by brackets. */
export function fallback(words: readonly string[]): string {
  const lines = words.map(visibleLine).filter((line) => line !== '');
  const beginning = cut(defang(lines.join('\n')), mostFallback) || '…';
  return beginning.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}
