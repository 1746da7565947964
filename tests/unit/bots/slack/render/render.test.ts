import { describe, expect, test } from 'vitest';
import { renderView } from '#bots/slack/render.ts';
import type { MessageBlock } from '#bots/slack/render/payload.ts';
import type { Block, Choice, Span } from '#core/view.ts';
import { ask, choices, inlineCode, output, prose, python, strong, text, view } from '#core/view.ts';
import { desk } from './desk.ts';
import { blocksIn, readBlocks } from './read-blocks.ts';

const drawn = (...blocks: readonly Block[]): readonly MessageBlock[] => blocksIn(renderView(view('', blocks), desk()));
const choice = (label: string, more: Partial<Choice> = {}): Choice => ({
  label,
  weight: 'secondary',
  command: label,
  args: {},
  ...more,
});
const section = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });
const words = (value: string) => ({ type: 'text', text: value });

describe('a message', () => {
  test.each([
    ['success', '✅ Done'],
    ['warning', '⚠️ Done'],
    ['praise', '🎉 Done'],
    ['plain', 'Done'],
  ] as const)('tells the tone %s by a sign', (tone, line) => {
    const [first] = renderView(view('Done', [], { tone }), desk());
    expect(first).toMatchObject({ text: line, blocks: [{ type: 'header', text: { text: line, emoji: false } }] });
  });

  test('says everything of prose by style, nothing by markup', () => {
    const spans: readonly Span[] = [
      text('*a* <!here> '),
      strong('b'),
      inlineCode('x\ny'),
      { kind: 'emphasis', text: 'c' },
    ];
    expect(drawn(prose(...spans))).toEqual([
      {
        type: 'rich_text',
        elements: [
          section(
            words('*a* <!here> '),
            { ...words('b'), style: { bold: true } },
            { ...words('x y'), style: { code: true } },
            { ...words('c'), style: { italic: true } },
          ),
        ],
      },
    ]);
  });

  test('links to what is safe to follow, and shows any other address', () => {
    const link = (url: string): Span => ({ kind: 'link', text: 'the docs', url });
    expect(drawn(prose(link('https://docs.python.org/3/'), link('javascript:alert(1)')))).toEqual([
      {
        type: 'rich_text',
        elements: [
          section(
            { type: 'link', url: 'https://docs.python.org/3/', text: 'the docs' },
            words('the docs (javascript:alert(1))'),
          ),
        ],
      },
    ]);
  });

  test('is one block with what it introduces', () => {
    const [shown, ...others] = drawn(prose(text('It printed:')), output('hello\n'), python('x = 1\n'));
    expect(shown).toEqual({
      type: 'rich_text',
      elements: [section(words('It printed:')), { type: 'rich_text_preformatted', elements: [words('hello')] }],
    });
    expect(others).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', language: 'python', elements: [words('x = 1')] }],
      },
    ]);
  });

  test('shows what a program printed as it is, but for signs that work unseen', () => {
    expect(readBlocks(drawn(output('<!channel> ``` *x* &amp;\u001b[31m\u202e\n')))).toBe(
      '<!channel> ``` *x* &amp;␛[31m<U+202E>',
    );
  });

  test('numbers the items of a list on where it is cut', () => {
    const items = Array.from({ length: 40 }, (_, at) => [text(`${at + 1}: ${'word '.repeat(30)}`)]);
    const lists = drawn({ kind: 'list', ordered: true, items }).flatMap((block) =>
      block.type === 'rich_text' ? block.elements.flatMap((one) => (one.type === 'rich_text_list' ? [one] : [])) : [],
    );
    expect(lists.length).toBeGreaterThan(1);
    for (const { offset = 0, elements } of lists)
      expect(elements[0]).toMatchObject(section({ text: expect.stringMatching(`^${offset + 1}: `) }));
  });

  test('takes one table; a second one, and one that is too wide, become lists', () => {
    const table = (columns: number): Block => ({
      kind: 'table',
      header: Array.from({ length: columns }, (_, at) => [text(`column ${at}`)]),
      rows: [[[text('cell')], []]],
    });
    expect(drawn(table(2), table(2)).map(({ type }) => type)).toEqual(['table', 'rich_text']);
    expect(drawn(table(21)).map(({ type }) => type)).toEqual(['rich_text']);
  });

  test('shows a sign of what is done, and a full bar only at the end', () => {
    const bars = [0, 1, 99, 100].map((done) =>
      readBlocks(drawn({ kind: 'progress', label: 'Read', done, of: 100 })).slice(-10),
    );
    expect(bars).toEqual(['▱▱▱▱▱▱▱▱▱▱', '▰▱▱▱▱▱▱▱▱▱', '▰▰▰▰▰▰▰▰▰▱', '▰▰▰▰▰▰▰▰▰▰']);
  });

  test('goes on in others where it is too long, each with its own beginning as plain text', () => {
    const page = (name: string) => prose(text(`${name} ${'word '.repeat(550)}`));
    const sent = renderView(
      view('Long', ['a', 'b', 'c', 'd', 'e', 'f'].map(page).concat(choices(choice('Next')))),
      desk(),
    );
    expect(sent.map(({ text: plain }) => plain.slice(0, 8))).toEqual(['Long\na w', 'e word w']);
    expect(sent.map(({ blocks }) => blocks.some(({ type }) => type === 'actions'))).toEqual([false, true]);
  });
});

describe('what can be pressed', () => {
  test('is a row of buttons, green where it leads on', () => {
    const edit = { label: 'Edit', title: 'Edit', command: 'run', args: {}, fields: [] };
    expect(drawn(choices(choice('Run'), choice('Next', { weight: 'primary' })), ask(edit))).toEqual([
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'press:1', value: 'id-1', text: button('Run') },
          { type: 'button', action_id: 'press:2', value: 'id-2', text: button('Next'), style: 'primary' },
          { type: 'button', action_id: 'press:3', value: 'id-3', text: button('Edit') },
        ],
      },
    ]);
  });

  test('is written out above letters where a phone would cut it', () => {
    const answer = (label: string) => choice(label, { command: 'answer' });
    const blocks = drawn(choices(answer('It waits for the slowest of them, then goes on'), answer('No')));
    expect(readBlocks(blocks)).toBe('A\n\u2002It waits for the slowest of them, then goes on\nB\n\u2002No');
    expect(blocks.at(-1)).toMatchObject({
      elements: [
        { text: button('A'), accessibility_label: 'A · It waits for the slowest of them, then goes on' },
        { text: button('B'), accessibility_label: 'B · No' },
      ],
    });
  });

  test('is a menu where there is much of it', () => {
    const many = Array.from({ length: 30 }, (_, at) => choice(`page ${at}`));
    expect(drawn(choices(...many)).map((block) => block.type === 'actions' && block.elements[0]?.type)).toEqual([
      'static_select',
      'static_select',
    ]);
  });
});

const button = (label: string) => ({ type: 'plain_text', text: label, emoji: false });
