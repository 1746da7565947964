import { cut } from '#bots/shared/cut.ts';
import { visibleLine } from '#bots/shared/visible.ts';
import { defang } from './defang.ts';
import { mostFallback } from './limits.ts';

/** The beginning of what a message says on one line, for notifications: nothing in it pings or links by brackets. */
export function fallback(words: readonly string[]): string {
  const line = cut(defang(visibleLine(words.join('\n'))), mostFallback) || '…';
  return line.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}
