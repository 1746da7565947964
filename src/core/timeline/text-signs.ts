import type { LegendEntry, Look, Mark } from './model.ts';

/** How lanes are drawn with characters, each one column wide. */
export interface Signs {
  readonly look: Readonly<Record<Look, string>>;
  readonly mark: Readonly<Record<Mark, string>>;
  /** From few to many. */
  readonly density: readonly string[];
  readonly trouble: string;
  readonly fact: string;
}

/** For fonts that have blocks: every one that has a box. */
export const blockSigns: Signs = {
  look: {
    block: '█',
    ready: '▒',
    run: '■',
    sleep: '─',
    tasks: '·',
    turn: '▄',
    signal: '~',
    queue: '░',
    outside: '═',
  },
  mark: { done: '✓', failed: '✗', cancelled: '⊘', pending: '?', stuck: '∞' },
  density: ['▁', '▂', '▃', '▄', '▅', '▆', '▇'],
  trouble: '!',
  fact: '•',
};

/** For everything that prints, and for fonts in which blocks are two columns wide. */
export const asciiSigns: Signs = {
  look: { block: '#', ready: '/', run: '=', sleep: '-', tasks: '.', turn: 'L', signal: '~', queue: 'q', outside: 'o' },
  mark: { done: '+', failed: 'x', cancelled: 'c', pending: '?', stuck: '@' },
  density: ['.', ':', 'i', 'I', 'H', '8', 'M'],
  trouble: '!',
  fact: '*',
};

/** The sign of a legend's entry; null when characters do not show it. */
export function legendSign(entry: LegendEntry, { look, mark }: Signs): string | null {
  switch (entry.kind) {
    case 'look':
      return look[entry.look];
    case 'mark':
      return mark[entry.mark];
    case 'print':
    case 'wake':
      return null;
  }
}
