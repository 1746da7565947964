import { unhighlighted } from '#bots/console/code-lines.ts';
import type { Page } from '#bots/console/render.ts';
import { bareWords } from '../../../support/library.ts';

/** A page without colours. */
export function page(more: Partial<Page> = {}): Page {
  return {
    columns: 80,
    codeLines: 'cut',
    highlight: unhighlighted,
    paint: (_, text) => text,
    say: bareWords,
    savedAt: new Map(),
    ...more,
  };
}
