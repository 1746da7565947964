import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Heard, HeardLine } from '#bots/console/heard.ts';
import type { Offer } from '#bots/console/offers.ts';
import type { Act, Desk, Standing } from '#bots/console/receive.ts';
import { receive } from '#bots/console/receive.ts';
import type { Ask, Choice, Field } from '#core/view.ts';
import { bareWords } from '../../../support/library.ts';
import { texts } from '../../../support/arbitraries.ts';
import { tinyCommands } from './tiny-app.ts';

const terminal: Desk = { commands: tinyCommands, say: bareWords, surface: 'terminal' };
const pipe: Desk = { ...terminal, surface: 'pipe' };
const listening: Standing = { offers: [], doing: { kind: 'listening' } };

const keyed = (text: string): Heard => ({ kind: 'line', text, from: 'keys' });
const pasted = (text: string): Heard => ({ kind: 'line', text, from: 'paste' });
const piped = (text: string): Heard => ({ kind: 'line', text, from: 'pipe' });
const end: Heard = { kind: 'end', text: '' };
const interrupt: Heard = { kind: 'interrupt' };

/** What comes of one thing heard after another; offers stay as they are. */
function acts(all: readonly Heard[], desk = terminal, offers: readonly Offer[] = []): readonly Act[] {
  let standing: Standing = { ...listening, offers };
  return all.map((heard) => {
    const { act, doing } = receive(heard, standing, desk);
    standing = { ...standing, doing };
    return act;
  });
}

const sent = (command: string, args = {}): Act => ({ kind: 'send', asked: { command, args } });
const nothing: Act = { kind: 'nothing' };
/** The sentence that a local answer consists of. */
function told(act: Act | undefined): string {
  const block = act?.kind === 'tell' ? act.view.blocks.at(-1) : undefined;
  return block?.kind === 'prose' ? block.spans.map((span) => span.text).join('') : `not told: ${act?.kind}`;
}

describe('a line', () => {
  test.each([
    ['/lesson', sent('lesson')],
    ['  /Lesson async 3', sent('lesson', { course: 'async', chunk: '3' })],
    ['/run print("a b")', sent('run', { code: 'print("a b")' })],
    ['/run ```print(1)```', sent('run', { code: '```print(1)```' })],
    ['```print(1)```', sent('run', { code: '```print(1)```' })],
    ['/dance tonight', sent('dance')],
    ['/next please', sent('next', { please: '' })],
    ['/quit', { kind: 'quit' }],
    ['/EXIT now', { kind: 'quit' }],
  ] as const)('%j asks for what it names', (line, act) => {
    expect(acts([keyed(line)])).toEqual([act]);
  });

  test.each(['what is a Task?', 'gather?', '什么是任务？'])(
    '%j is asked of core, unless it stands in a paste',
    (line) => {
      expect(acts([keyed(line), piped(line)])).toEqual([sent('ask', { said: line }), sent('ask', { said: line })]);
      expect(told(acts([pasted(line)])[0])).toBe('console.not-understood');
    },
  );

  test.each(['hello', '/', '\0\u001b[31m', '0x10', '-1', '１'])('%j is answered with how to ask', (line) => {
    expect(told(acts([keyed(line)])[0])).toBe('console.not-understood');
  });

  test('of a million characters means what a short one means', () => {
    const long = 'x'.repeat(1_000_000);
    expect(acts([keyed(`/run ${long}`)])).toEqual([sent('run', { code: long })]);
    expect(told(acts([keyed(long)])[0])).toBe('console.not-understood');
    expect(told(acts([keyed('9'.repeat(1_000_000))])[0])).toBe('console.no-numbers');
  });

  test('within a paste that is not understood gets no answer of its own, unless it is a command', () => {
    const [first, ...others] = acts([pasted('x = 1'), pasted(''), pasted('2'), pasted('y = 2'), pasted('/lesson')]);
    expect(told(first)).toBe('console.not-understood');
    expect(others).toEqual([nothing, nothing, nothing, sent('lesson')]);
  });
});

const choice = (command: string, weight: Choice['weight'] = 'secondary'): Offer => ({
  kind: 'choice',
  choice: { label: command, weight, command, args: { from: 'one' } },
});

describe('a number', () => {
  const offers = [choice('run'), choice('next', 'primary')];

  test('presses what stands under it', () => {
    expect(acts([keyed(' 2 ')], terminal, offers)).toEqual([sent('next', { from: 'one' })]);
    expect(acts([piped('01')], pipe, offers)).toEqual([sent('run', { from: 'one' })]);
  });

  test.each(['0', '3', '99999999999999999999'])('%s that is not offered is answered with what is', (typed) => {
    expect(told(acts([keyed(typed)], terminal, offers)[0])).toBe(
      `console.no-such-number ${JSON.stringify({ number: typed, last: 2 })}`,
    );
  });

  test('is answered with a way on where nothing is offered', () => {
    expect(told(acts([keyed('1')])[0])).toBe('console.no-numbers');
  });
});

describe('an empty line', () => {
  test('presses the one primary choice on a terminal', () => {
    const offers = [choice('run'), choice('next', 'primary')];
    expect(acts([keyed('  ')], terminal, offers)).toEqual([sent('next', { from: 'one' })]);
  });

  test.each([
    ['there are two', keyed(''), [choice('run', 'primary'), choice('next', 'primary')]],
    ['there is none', keyed(''), [choice('run')]],
    ['it was pasted', pasted(''), [choice('next', 'primary')]],
    ['it came through a pipe', piped(''), [choice('next', 'primary')]],
  ] as const)('presses nothing where %s', (_, heard, offers) => {
    expect(acts([heard], terminal, offers)).toEqual([nothing]);
  });
});

describe('a program between fences', () => {
  test('is run when the fence closes', () => {
    expect(acts(['```python', 'x = 1', '/quit', '```'].map(keyed)).at(-1)).toEqual(
      sent('run', { code: '```python\nx = 1\n/quit\n```' }),
    );
  });

  test('goes to the command before it', () => {
    expect(acts(['/run ```py', '', 'x', '```'].map(keyed))).toEqual([
      nothing,
      nothing,
      nothing,
      sent('run', { code: '```py\n\nx\n```' }),
    ]);
  });

  test('keeps its indentation, for core to take off', () => {
    expect(acts(['  ~~~', '  x', '  ~~~'].map(keyed)).at(-1)).toEqual(sent('run', { code: '  ~~~\n  x\n  ~~~' }));
  });

  test('does not begin behind a command that takes no code', () => {
    expect(acts([keyed('/lesson ```')])).toEqual([sent('lesson', { course: '```' })]);
  });

  test('that never closes goes to core as it is when the input ends', () => {
    expect(acts([piped('```'), piped('x'), end], pipe).at(-1)).toEqual(sent('run', { code: '```\nx' }));
    expect(acts([keyed('```'), { kind: 'end', text: 'x' }]).at(-1)).toEqual(sent('run', { code: '```\nx' }));
  });

  test('is dropped by Ctrl-C and by /cancel', () => {
    for (const heard of [interrupt, keyed('/cancel')]) {
      const [, , dropped, after] = acts([keyed('```'), keyed('x'), heard, keyed('/next')]);
      expect(told(dropped)).toBe('console.left');
      expect(after).toEqual(sent('next'));
    }
  });
});

describe('leaving', () => {
  test('by Ctrl-C is asked once', () => {
    const [asked, left] = acts([interrupt, interrupt]);
    expect(told(asked)).toBe('console.quit-again');
    expect(left).toEqual({ kind: 'quit' });
  });

  test('by Ctrl-C is asked again after something else', () => {
    expect(told(acts([interrupt, keyed('/next'), interrupt])[2])).toBe('console.quit-again');
  });

  test('by Ctrl-D is at once', () => {
    expect(acts([end])).toEqual([{ kind: 'quit' }]);
  });
});

const form = (...fields: readonly Field[]): readonly Offer[] => {
  const ask: Ask = { label: 'Edit', title: 'Edit and run', command: 'run', args: { kept: 'yes' }, fields };
  return [{ kind: 'ask', ask }];
};
const codeField: Field = { kind: 'code', name: 'code', label: 'Your program', initial: 'a\nb\nc\n' };
const picksField: Field = {
  kind: 'many-of',
  name: 'picks',
  label: 'Pick all',
  options: ['x', 'y', 'z'].map((value) => ({ value, label: `option ${value}` })),
};

describe('a form', () => {
  test('asks its fields one after another and sends them with what it carries', () => {
    const lines = ['1', 'print(1)', '```', '3,1'].map(piped);
    const [opened, , second, last] = acts(lines, pipe, form(codeField, picksField));
    expect(opened).toMatchObject({ kind: 'tell', view: { title: 'Edit and run' } });
    expect(told(opened)).toBe('console.code-how');
    expect(told(second)).toBe('console.pick-how');
    expect(last).toEqual(sent('run', { kept: 'yes', code: 'print(1)', picks: 'x,z' }));
  });

  test('without fields is sent at once', () => {
    expect(acts([keyed('1')], terminal, form())).toEqual([sent('run', { kept: 'yes' })]);
  });

  test('shows the program it begins with', () => {
    const [opened] = acts([piped('1')], pipe, form(codeField));
    const block = { kind: 'code', language: 'python', text: 'a\nb\nc\n' };
    expect(opened).toMatchObject({ view: { blocks: [{ kind: 'prose' }, block, { kind: 'prose' }] } });
  });

  const codes = (desk: Desk, ...heard: readonly Heard[]): Act | undefined =>
    acts([keyed('1'), ...heard], desk, form(codeField)).at(-1);
  const code = (text: string): Act => sent('run', { kept: 'yes', code: text });

  test('takes typed code to a line of three backticks', () => {
    expect(codes(pipe, piped('x'), piped(''), piped('/next'), piped(' ``` '))).toEqual(code('x\n\n/next'));
  });

  test('takes code in a fence of its own to the end of that fence', () => {
    expect(codes(pipe, piped('```py'), piped('x'), piped('```'))).toEqual(code('```py\nx\n```'));
    expect(codes(pipe, piped('```'), piped('x'), piped('```'))).toEqual(code('```\nx\n```'));
    expect(codes(pipe, piped('```x```'))).toEqual(code('```x```'));
  });

  test('sends the program it began with where nothing was typed', () => {
    expect(codes(pipe, end)).toEqual(code('a\nb\nc\n'));
    expect(codes(terminal, { kind: 'end', text: 'a' })).toEqual(code('a\nb\nc\n'));
  });

  test('takes each line as it was left by the learner, and the rest as it was at Ctrl-D', () => {
    expect(codes(terminal, keyed('a'), { kind: 'end', text: 'B' })).toEqual(code('a\nB\nc'));
    expect(codes(terminal, keyed('a'), keyed('b'), keyed('c'), { kind: 'end', text: '' })).toEqual(code('a\nb\nc'));
    expect(codes(terminal, keyed('a'), keyed('b'), keyed('c'), { kind: 'end', text: 'd' })).toEqual(code('a\nb\nc\nd'));
  });

  test('ends at a line of three backticks, without the lines behind it', () => {
    expect(codes(terminal, keyed('a'), keyed('```'))).toEqual(code('a'));
  });

  test('takes a pasted program in place of the one it began with', () => {
    expect(codes(terminal, pasted('x'), pasted('y'), { kind: 'end', text: '' })).toEqual(code('x\ny'));
  });

  test.each([keyed('/cancel'), interrupt])('is left by %j', (heard) => {
    const [, left, after] = acts([keyed('1'), heard, keyed('/next')], terminal, form(codeField));
    expect(told(left)).toBe('console.left');
    expect(after).toEqual(sent('next'));
  });

  test.each([
    ['1,3', 'x,z'],
    ['3 1 3', 'x,z'],
    [' 2 ', 'y'],
    ['1，2、3', 'x,y,z'],
  ])('reads the picks %j', (typed, picks) => {
    expect(acts([keyed('1'), keyed(typed)], terminal, form(picksField))[1]).toEqual(
      sent('run', { kept: 'yes', picks }),
    );
  });

  test.each(['', '0', '4', '1,4', 'x', '1;;a'])('asks again after the picks %j', (typed) => {
    const [, again, then] = acts([keyed('1'), keyed(typed), keyed('2')], terminal, form(picksField));
    expect(told(again)).toBe('console.pick-again {"last":3}');
    expect(then).toEqual(sent('run', { kept: 'yes', picks: 'y' }));
  });

  test('lets a blank line of a pipe pass where picks are asked', () => {
    expect(acts([piped('1'), piped(''), piped('2')], pipe, form(picksField)).slice(1)).toEqual([
      nothing,
      sent('run', { kept: 'yes', picks: 'y' }),
    ]);
  });

  test('is left by a command where picks are asked, and says so where the input ends', () => {
    expect(acts([keyed('1'), keyed('/next')], terminal, form(picksField))[1]).toEqual(sent('next'));
    expect(told(acts([piped('1'), end], pipe, form(picksField))[1])).toBe('console.left');
  });
});

test('whatever is heard, a conversation can be ended', () => {
  const lines: fc.Arbitrary<HeardLine> = fc.record({
    kind: fc.constant('line'),
    text: fc.oneof(texts, fc.constantFrom('1', '2', '```', '/run ```', '/cancel', '1,2')),
    from: fc.constantFrom('keys', 'paste', 'pipe'),
  });
  const heard: fc.Arbitrary<Heard> = fc.oneof(lines, fc.constantFrom(interrupt, end));
  fc.assert(
    fc.property(fc.array(heard), fc.constantFrom(terminal, pipe), (all, desk) => {
      // A form of two fields takes two of them.
      expect(acts([...all, end, end, end], desk, form(codeField, picksField)).slice(-3)).toContainEqual({
        kind: 'quit',
      });
    }),
  );
});
