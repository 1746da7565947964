import { styleText } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlightPython } from '#bots/console/highlight-python.ts';
import { offersOf } from '#bots/console/offers.ts';
import { render } from '#bots/console/render.ts';
import { visible, visibleLine } from '#bots/console/visible.ts';
import { columnsOf } from '#core/width.ts';
import type { Block, Choice, Span, View } from '#core/view.ts';
import { ask, choices, inlineCode, list, output, prose, python, strong, text, view } from '#core/view.ts';
import { blocks, spans, views } from '../../../support/arbitraries.ts';
import { page } from './page.ts';

const widths = fc.integer({ min: 30, max: 200 });
const choice = (label: string, more: Partial<Choice> = {}): Choice => ({
  label,
  weight: 'secondary',
  command: label,
  args: {},
  ...more,
});

describe('a view as text', () => {
  test('shows title, paragraphs, code and what is offered', () => {
    const shown = render(
      view('Tasks', [
        prose(text('A '), strong('task'), text(' is made by '), inlineCode('create_task'), text('.')),
        python('x = 1\n'),
        list([[text('one')], [text('two')]]),
        choices(choice('Run'), choice('Next', { weight: 'primary' })),
      ]),
      page(),
    );
    expect(shown).toBe(
      [
        'Tasks',
        'A task is made by `create_task`.',
        '```python',
        'x = 1',
        '```',
        '',
        '• one',
        '• two',
        '',
        '1 Run   ▸ 2 Next',
      ].join('\n'),
    );
  });

  test.each([
    ['success', '✓ Done'],
    ['warning', '! Done'],
    ['praise', '★ Done'],
    ['plain', 'Done'],
  ] as const)('tells the tone %s without colour', (tone, line) => {
    expect(render(view('Done', [], { tone }), page())).toBe(line);
  });

  test('hangs wrapped list items under their text', () => {
    const items = { kind: 'list', ordered: true, items: [[text('word '.repeat(8).trim())]] } as const;
    expect(render(view('', [items]), page({ columns: 30 }))).toBe('1. word word word word word\n   word word word');
  });

  test('shows a link with its address, and an address once', () => {
    const link = (label: string): Span => ({ kind: 'link', text: label, url: 'https://docs.python.org' });
    const shown = render(view('', [prose(link('docs'), text(' '), link('https://docs.python.org'))]), page());
    expect(shown).toBe('docs (https://docs.python.org) https://docs.python.org');
  });

  test('keeps lines of code whole in a pipe, and cuts them on a terminal', () => {
    const long = view('', [output('x'.repeat(50))]);
    expect(render(long, page({ columns: 30, codeLines: 'whole' }))).toContain('x'.repeat(50));
    expect(render(long, page({ columns: 30 }))).toContain(`${'x'.repeat(30)}\n${'x'.repeat(20)}`);
  });

  test('fences code that contains a fence with a longer one', () => {
    expect(render(view('', [output('```\nx\n```')]), page())).toBe('````\n```\nx\n```\n````');
  });

  test('expands tabs in code to their stops', () => {
    expect(render(view('', [output('a\tb\n\tc')]), page())).toContain('a   b\n    c');
  });

  test('shows a file by the path where it was saved, and written out where it was not', () => {
    const file: Block = { kind: 'file', name: 'output.txt', text: 'all of it\n' };
    const saved = page({ savedAt: new Map([[file, '/tmp/s/output.txt']]) });
    expect(render(view('', [file]), saved)).toBe('output.txt → /tmp/s/output.txt');
    expect(render(view('', [file]), page())).toBe('output.txt\n```\nall of it\n```');
  });

  test.each([
    [5, 14, '#######-------------'],
    [0, 0, '--------------------'],
    [9, 3, '####################'],
    [-2, 3, '--------------------'],
  ])('draws %d of %d as a bar', (done, of, bar) => {
    const shown = render(view('', [{ kind: 'progress', label: 'Pages', done, of }]), page());
    expect(shown).toBe(`Pages [${bar}] console.amount {"done":${done},"of":${of}}`);
  });

  test('makes escape sequences of programs visible', () => {
    const shown = render(view('', [output('\u001b[2J\u009b1m\u202eabc\r\nx\u0000')]), page());
    expect(shown).toBe('```\n␛[2J<U+009B>1m<U+202E>abc\nx␀\n```');
  });
});

describe('what is offered', () => {
  test('stands on one line where it fits, else one a line', () => {
    const view3 = view('', [choices(choice('Run'), choice('Next', { weight: 'primary' })), edit('Edit')]);
    expect(render(view3, page())).toBe('1 Run   ▸ 2 Next   3 Edit…');
    const long = view('', [choices(choice('Run the example'), choice('Next', { weight: 'primary' })), edit('Edit it')]);
    expect(render(long, page({ columns: 30 }))).toBe('  1 Run the example\n▸ 2 Next\n  3 Edit it…');
  });

  test('stands one a line where one of several answers is picked', () => {
    const answers = ['Yes', 'No'].map((label) => choice(label, { command: 'answer' }));
    expect(render(view('', [choices(...answers)]), page())).toBe('1 Yes\n2 No');
  });

  test('wraps a long label under itself', () => {
    const shown = render(view('', [choices(choice('word '.repeat(9)))]), page({ columns: 30 }));
    expect(shown).toBe('1 word word word word word\n  word word word word');
  });
});

const edit = (label: string): Block => ask({ label, title: 'Edit', command: 'run', args: {}, fields: [] });

describe('a table', () => {
  const table = (...rows: readonly (readonly string[])[]): Block => {
    const [header = [], ...body] = rows.map((row) => row.map((cell) => [text(cell)]));
    return { kind: 'table', header, rows: body };
  };

  test('stands in columns under a rule', () => {
    const shown = render(view('', [table(['Concept', 'Right'], ['Task', '1 of 2'], ['任务', '0'])]), page());
    expect(shown).toBe('Concept  Right\n───────────────\nTask     1 of 2\n任务     0');
  });

  test('wraps cells to fit', () => {
    const shown = render(view('', [table(['A', 'B'], ['a', 'word '.repeat(9).trim()])]), page({ columns: 30 }));
    expect(shown).toBe(`A  B\n${'─'.repeat(30)}\na  word word word word word\n   word word word word`);
  });

  test('is written row by row where its columns would be too narrow', () => {
    const wide = ['first', 'second', 'third', 'fourth'].map((word) => `${word} column`);
    const shown = render(view('', [table(wide, ['1', '2', '3', '4'])]), page({ columns: 30 }));
    expect(shown).toBe('first column: 1\nsecond column: 2\nthird column: 3\nfourth column: 4');
  });
});

describe('laws of any view at any width', () => {
  test('no line is wider than a terminal', () => {
    fc.assert(
      fc.property(views, widths, (any, columns) => {
        const wide = linesOf(render(any, page({ columns }))).filter((line) => columnsOf(line) > columns);
        expect(wide).toEqual([]);
      }),
    );
  });

  test('in a pipe only lines of code are wider', () => {
    fc.assert(
      fc.property(views, widths, (any, columns) => {
        const codeFree = { ...any, blocks: any.blocks.filter(({ kind }) => kind !== 'code' && kind !== 'file') };
        const shown = linesOf(render(codeFree, page({ columns, codeLines: 'whole' })));
        expect(shown.filter((line) => columnsOf(line) > columns)).toEqual([]);
      }),
    );
  });

  test('nothing commands the terminal but the paint', () => {
    const commanding = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
    const colours = /\u001b\[\d+m/gu; // oxlint-disable-line no-control-regex -- this is what the paint writes
    fc.assert(
      fc.property(views, widths, (any, columns) => {
        const plain = render(any, page({ columns }));
        expect(plain).not.toMatch(commanding);
        expect(plain.isWellFormed()).toBe(true);
        const paint = (_: string, part: string) => styleText('bold', part, { validateStream: false });
        const painted = render(any, page({ columns, paint, highlight: highlightPython }));
        expect(painted.replace(colours, '')).toBe(plain);
      }),
    );
  });

  test('everything is offered exactly once, numbered in order, behind all else', () => {
    fc.assert(
      fc.property(views, widths, (any, columns) => {
        const others = any.blocks.filter(({ kind }) => kind !== 'choices' && kind !== 'ask');
        const rest = render({ ...any, blocks: others }, page({ columns }));
        expect(squash(render(any, page({ columns })))).toBe(squash(rest) + offered(any));
      }),
    );
  });

  test('a paragraph is its spans in order and nothing else', () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 6 }), widths, (all, columns) => {
        const shown = squash(render(view('', [{ kind: 'prose', spans: all }]), page({ columns })));
        expect(shown).toBe(squash(all.map(written).join('')));
      }),
    );
  });

  test('no text is lost', () => {
    fc.assert(
      fc.property(views, widths, fc.constantFrom('cut', 'whole'), (any, columns, codeLines) => {
        const shown = squash(render(any, page({ columns, codeLines })));
        const lost = textsOf(any).filter((part) => !shown.includes(squash(visible(part))));
        expect(lost).toEqual([]);
      }),
    );
  });

  test('no character of a table is lost', () => {
    const tables = blocks.filter((block) => block.kind === 'table');
    fc.assert(
      fc.property(tables, widths, (table, columns) => {
        const shown = countCharacters(squash(render(view('', [table]), page({ columns }))));
        const cells = [table.header, ...table.rows].flat(2).map((span) => squash(visible(span.text)));
        const needed = countCharacters(cells.join(''));
        const lost = [...needed].filter(([character, times]) => (shown.get(character) ?? 0) < times);
        expect(lost).toEqual([]);
      }),
    );
  });
});

const linesOf = (shown: string): readonly string[] => shown.split('\n');
const squash = (shown: string): string => shown.replace(/\s/gu, '');

/** A span without colours; each on its own, since line ends do not join across spans. */
function written(span: Span): string {
  const shown = visible(span.text);
  if (span.kind === 'code') return `\`${shown}\``;
  return span.kind === 'link' && span.text !== span.url ? `${shown}(${span.url})` : shown;
}

function offered(any: View): string {
  return offersOf(any)
    .map((offer, at) =>
      offer.kind === 'ask'
        ? `${at + 1}${squash(visibleLine(offer.ask.label))}…`
        : `${offer.choice.weight === 'primary' ? '▸' : ''}${at + 1}${squash(visibleLine(offer.choice.label))}`,
    )
    .join('');
}

/** All that stands in a view in one piece; tables are laid out in columns. */
function textsOf({ title, blocks: all }: View): readonly string[] {
  return [title, ...all.flatMap(textsOfBlock)];
}

function textsOfBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'prose':
      return block.spans.map((span) => span.text);
    case 'code':
      return [block.text];
    case 'list':
      return block.items.flat().map((span) => span.text);
    case 'progress':
      return [block.label, String(block.done), String(block.of)];
    case 'file':
      return [block.name, block.text];
    case 'table':
    case 'picture':
    case 'choices':
    case 'ask':
      return [];
  }
}

function countCharacters(shown: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of shown) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}
