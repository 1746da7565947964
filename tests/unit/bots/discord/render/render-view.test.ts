import { describe, expect, test } from 'vitest';
import { renderView } from '#bots/discord/render.ts';
import { menuPrefix } from '#bots/discord/render/offer-parts.ts';
import type { Block, Choice, Span, View } from '#core/view.ts';
import { ask, choices, inlineCode, list, output, prose, python, strong, text, view } from '#core/view.ts';
import { desk } from './desk.ts';
import { shown } from './shown.ts';

const choice = (label: string, more: Partial<Choice> = {}): Choice => ({
  label,
  weight: 'secondary',
  command: label,
  args: {},
  ...more,
});

/** Without the line that tells the colour. */
const drawn = (any: View): string => shown(renderView(any, desk())).split('\n').slice(1).join('\n');
const drawnBlocks = (...blocks: readonly Block[]): string => drawn(view('', blocks));
const drawnSpans = (...spans: readonly Span[]): string => drawnBlocks(prose(...spans));

describe('a view', () => {
  test('is read in the order of title, text, code, and what can be pressed', () => {
    const shownView = drawn(
      view('Tasks', [
        choices(choice('Run'), choice('Next', { weight: 'primary' })),
        prose(text('A '), strong('task'), text(' is made by '), inlineCode('create_task'), text('.')),
        prose(text('Look:')),
        python('x = 1\n'),
        list([[text('one')], [text('two')]]),
        ask({ label: 'Edit', title: 'Edit', command: 'run', args: {}, fields: [] }),
      ]),
    );
    expect(shownView).toBe(
      [
        '### Tasks',
        'A **task** is made by `create_task`.',
        '',
        'Look:',
        '```py',
        'x = 1',
        '```',
        '- one',
        '- two',
        '──',
        '[Run] [▸ Next] [Edit]',
      ].join('\n'),
    );
  });

  test.each([
    ['success', '### ✅ Done'],
    ['warning', '### ⚠️ Done'],
    ['praise', '### 🎉 Done'],
    ['plain', '### Done'],
  ] as const)('tells the tone %s without colour', (tone, line) => {
    expect(drawn(view('Done', [], { tone }))).toBe(line);
  });

  test('with nothing in it is still a message', () => {
    expect(drawn(view('', []))).toBe('…');
  });

  test('with a title longer than a heading says it in full below', () => {
    const title = 'word '.repeat(80).trim();
    const [first = '', ...others] = drawn(view(title, [])).split('\n');
    expect(first.length).toBeLessThan(260);
    expect(others.join('\n')).toBe(title);
  });

  test('that fits no message goes on in a second, with the code fenced in both and the buttons on the last', () => {
    const code = 'print("one line of a program")\n'.repeat(200);
    const sent = renderView(view('Long', [python(code), choices(choice('Run'))]), desk());
    const texts = sent.map((one) => shown([one]));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/```py\n[\s\S]*\n```$/u);
    expect(texts[1]).toMatch(/```py\n[\s\S]*\n```\n──\n\[▸ Run\]$/u);
    expect(texts.join('\n').split('print("one line of a program")').length - 1).toBe(200);
  });

  test('that is longer than three messages shows its head and comes as a file', () => {
    const long = output('a line of the output\n'.repeat(2000));
    const sent = renderView(view('Long', [long, choices(choice('Run'))]), desk());
    expect(sent).toHaveLength(1);
    expect(shown(sent)).toContain('*chat.beginning*\n[file attachment://text.txt]\n──\n[▸ Run]');
    expect(sent[0]?.files[0]?.content).toBe(`Long\n\n${'a line of the output\n'.repeat(2000)}\n`);
  });
});

describe('prose', () => {
  test.each([
    ['**bold** _it_ ~~no~~ ||see||', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|see\\|\\|'],
    ['# a\n- b\n1. c\n> d', '\\# a\n\\- b\n1\\. c\n\\> d'],
    ['[a](https://x.y)', '\\[a\\](https\\://x.y)'],
    ['<t:1:R> :smile: <:a:1>', '\\<t\\:1:R\\> \\:smile: \\<\\:a:1\\>'],
    ['C:\\x', 'C:\\\\x'],
    ['3.5 s, 10:30, a-b, #1', '3\\.5 s, 10:30, a-b, #1'],
  ])('shows %j as it is written', (written, markdown) => {
    expect(drawnSpans(text(written))).toBe(markdown);
  });

  test('calls nobody, in words or in code', () => {
    expect(drawnSpans(text('@everyone <@12>'))).toBe('\\@\u200beveryone \\<\u200b\\@12\\>');
    expect(drawnBlocks(output('@here <#12> a@b.c'))).toBe('```\n@\u200bhere <\u200b#12> a@b.c\n```');
  });

  test('keeps backticks inside of inline code', () => {
    expect(drawnSpans(inlineCode('a`b'))).toBe('``a`b``');
    expect(drawnSpans(inlineCode('`a`'))).toBe('`` `a` ``');
    expect(drawnSpans(inlineCode('``'))).toBe('` `` `');
    expect(drawnSpans(inlineCode('```'))).toBe('`` `\u200b`\u200b` ``');
  });

  test('keeps blanks outside of marks, and marks apart', () => {
    expect(drawnSpans(strong(' a '), { kind: 'emphasis', text: 'b' })).toBe('**a** *b*');
    expect(drawnSpans(strong('a'), { kind: 'emphasis', text: 'b' })).toBe('**a**\u200b*b*');
  });

  test.each([
    ['docs', 'https://docs.python.org/3/', '[docs](<https://docs.python.org/3/>)'],
    ['https://docs.python.org/3/', 'https://docs.python.org/3/', '<https://docs.python.org/3/>'],
    ['https://docs.python.org', 'https://evil.example/', 'https\\://docs.python.org (<https://evil.example/>)'],
    ['a]b', 'https://x.example/a_(b)', 'a\\]b (<https://x.example/a_%28b%29>)'],
    ['run', 'javascript:alert(1)', 'run (javascript:alert(1))'],
    ['in', 'https://discord.com@evil.example/', 'in (https\\://discord.com\\@evil.example/)'],
  ])('links %s to %s only where it is safe and plain', (label, url, markdown) => {
    expect(drawnSpans({ kind: 'link', text: label, url })).toBe(markdown);
  });
});

describe('code', () => {
  test('cannot end its fence', () => {
    expect(drawnBlocks(output('```\n# out'))).toBe('```\n``\u200b`\n# out\n```');
  });

  test('shows what would work unseen', () => {
    expect(drawnBlocks(output('\u001b[31m\u202eabc\u200b\u0000 👩‍👩‍👧 ✌️'))).toBe(
      '```\n␛[31m<U+202E>abc<U+200B>␀ 👩‍👩‍👧 ✌️\n```',
    );
  });

  test('that is blank is shown as signs, and blank lines at its top are kept', () => {
    expect(drawnBlocks(output(' \n\n'))).toBe('```\n·↵\n↵\n```');
    expect(drawnBlocks(output('\nx'))).toBe('```\n\u200b\nx\n```');
    expect(drawnBlocks(output(''))).toBe('…');
  });
});

describe('a table', () => {
  const table = (...rows: readonly (readonly string[])[]): Block => {
    const [header = [], ...body] = rows.map((row) => row.map((cell) => [text(cell)]));
    return { kind: 'table', header, rows: body };
  };

  test('stands in columns where a phone is wide enough', () => {
    expect(drawnBlocks(table(['Concept', 'Right'], ['Task', '1 of 2'], ['Queue', '0']))).toBe(
      '```\nConcept  Right\n───────  ──────\nTask     1 of 2\nQueue    0\n```',
    );
  });

  test('is a list where signs are not of one width', () => {
    expect(drawnBlocks(table(['概念', '答对'], ['任务', '0']))).toBe('*概念 · 答对*\n- **任务** · 0');
  });

  test('is a list where it is not', () => {
    const wide = 'a name of many words';
    expect(drawnBlocks(table(['Name', 'Of'], [wide, 'something else']))).toBe(
      `*Name · Of*\n- **${wide}** · something else`,
    );
    expect(drawnBlocks(table(['Name', 'Of', 'By'], [wide, 'this', 'that one']))).toBe(
      `*Name · Of · By*\n- **${wide}** · Of: this · By: that one`,
    );
  });
});

describe('progress', () => {
  test.each([
    [0, 22, '▱▱▱▱▱▱▱▱▱▱'],
    [1, 22, '▰▱▱▱▱▱▱▱▱▱'],
    [11, 22, '▰▰▰▰▰▱▱▱▱▱'],
    [21, 22, '▰▰▰▰▰▰▰▰▰▱'],
    [22, 22, '▰▰▰▰▰▰▰▰▰▰'],
    [3, 0, '▱▱▱▱▱▱▱▱▱▱'],
  ])('draws %d of %d under the amount in words', (done, of, bar) => {
    const amount = `chat.amount \\{"done":${done},"of":${of}\\}`.replaceAll('\\{', '{').replaceAll('\\}', '}');
    expect(drawnBlocks({ kind: 'progress', label: 'Pages', done, of })).toBe(`Pages **${amount}**\n${bar}`);
  });
});

describe('files and pictures', () => {
  test('have names of their own that Discord keeps', () => {
    const files = ['output.txt', 'output.txt', '../my output.txt', '中文.py'].map((name): Block => ({
      kind: 'file',
      name,
      text: 'x',
    }));
    const [sent] = renderView(view('', files), desk());
    expect(sent?.files.map(({ name }) => name)).toEqual(['output.txt', '2-output.txt', 'my_output.txt', 'py']);
    expect(sent?.attachments).toEqual([
      { id: '0', filename: 'output.txt' },
      { id: '1', filename: '2-output.txt' },
      { id: '2', filename: 'my_output.txt' },
      { id: '3', filename: 'py' },
    ]);
  });
});

describe('what is offered', () => {
  const answers = (...labels: readonly string[]): Block =>
    choices(...labels.map((label) => choice(label, { command: 'answer', args: { picks: label } })));

  test('is a row of five and the rest', () => {
    const labels = ['1', '2', '3', '4', '5', '6'];
    expect(drawn(view('T', [choices(...labels.map((label) => choice(label)))]))).toBe(
      '### T\n──\n[▸ 1] [2] [3] [4] [5]\n[6]',
    );
  });

  test('is cut between words where it is too long for a button', () => {
    const shownView = drawn(view('T', [choices(choice('word '.repeat(30)))]));
    expect(shownView).toBe(`### T\n──\n[▸ ${'word '.repeat(15).trim()}…]`);
  });

  test('stands in the text under letters where one of several long answers is picked', () => {
    const long = 'an answer that is longer than a phone can show on a button';
    expect(drawn(view('T', [answers(long, 'short')]))).toBe(`### T\n**A** ${long}\n**B** short\n──\n[A] [B]`);
    expect(drawn(view('T', [answers('yes', 'no')]))).toBe('### T\n──\n[yes] [no]');
  });

  test('is a menu from eleven answers on', () => {
    const labels = Array.from({ length: 12 }, (_, at) => `answer ${at}`);
    const many = view('T', [answers(...labels)]);
    expect(drawn(many)).toBe(`### T\n──\n[menu chat.choose: ${labels.join(' | ')}]`);
    expect(JSON.stringify(renderView(many, desk()))).toContain(`"custom_id":"${menuPrefix}0"`);
  });
});
