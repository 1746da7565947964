import { describe, expect, test } from 'vitest';
import { lineWith, problemsOf, swap } from '../../support/content-tree.ts';
import { everyRecord, everySample, samplesFile, samplesLock, treeWith } from '../../support/quiz-samples.ts';

interface Fault {
  /** What stands in the questions, and what an author wrote instead. */
  readonly from: string;
  readonly to: string;
  /** Something on the line that must be named; the planted text's first line unless said otherwise. */
  readonly at?: string;
  /** So many lines below it. */
  readonly below?: number;
  readonly message: string;
}

/** Each fault alone gives one problem: on its line, with the sentence that the author reads. */
function eachIsTold(faults: readonly (readonly [what: string, fault: Fault])[]): void {
  test.each(faults)('%s', (_, { from, to, at, below = 0, message }) => {
    const text = swap(from, to)(everySample);
    const line = lineWith(text, at ?? to.split('\n', 1)[0] ?? '') + below;
    expect(problemsOf(treeWith(text, everyRecord))).toEqual([{ file: samplesFile, line, message }]);
  });
}

test('questions of every type load', () => {
  expect(problemsOf(treeWith(everySample, everyRecord))).toEqual([]);
});

describe('variants', () => {
  eachIsTold([
    [
      'a name that is not given',
      {
        from: '$(short + long)',
        to: '$(short + lang)',
        message:
          'quiz `some-seconds`: expected a name that `vary` gives (short, long) or a number, found `$(short + lang)`; mend it.',
      },
    ],
    [
      'a text in a sum',
      {
        from: "'end $first'",
        to: "'end $(first + times)'",
        message:
          'quiz `a-prediction`: expected a number to compute with, `first` is a text, found `$(first + times)`; mend it.',
      },
    ],
    [
      'more than can be proven',
      {
        from: 'short: [0.1, 0.2]',
        to: 'short: [0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5]',
        below: -1,
        message: 'quiz `some-seconds`: expected 2 to 24 combinations, found 26; change the sets of values.',
      },
    ],
    [
      'options that are alike in one of them',
      {
        from: 'short: [0.1, 0.2]',
        to: 'short: [0.1, 0.5]',
        at: 'value: $short',
        message: 'quiz `some-seconds`: expected different options, found `0.5` twice; change one.',
      },
    ],
    [
      'an amount that is none',
      {
        from: 'value: $short',
        to: 'value: about 1',
        message:
          '`options.value`: expected a number of seconds, or what `vary` gives with a `$`, found `about 1`; mend it.',
      },
    ],
    [
      'a right option that only a run could say',
      {
        from: 'value: { en: other }\n      right',
        to: 'right',
        at: 'key: { printed-by',
        below: 2,
        message:
          'quiz `who-is-next`: expected the `value` of the right option, found none; write it: only with `vary` a run fills it in.',
      },
    ],
  ]);

  test('what no run has settled yet is told once a question', () => {
    const text = swap('first: [Ann, Amy]', 'first: [Ann, Eve, Zoe]')(everySample);
    expect(problemsOf(treeWith(text, everyRecord)).map(({ file, message }) => `${file} ${message}`)).toEqual([
      `${samplesLock} found a record \`a-prediction first Amy, times 1\` that no question needs; \`studyloop check --update\` takes it out.`,
      `${samplesLock} found a record \`a-prediction first Amy, times 2\` that no question needs; \`studyloop check --update\` takes it out.`,
      `${samplesFile} quiz \`a-prediction\`: expected the right option of each variant on record, found some without; \`studyloop check --update\` puts it there.`,
    ]);
  });
});

describe('what a run shows', () => {
  eachIsTold([
    [
      'nothing of it',
      {
        from: 'shows: { error: ValueError }',
        to: 'shows: {}',
        message:
          '`shows`: expected at least one of `stdout`, `seconds`, `findings`, `outcome` and `error`, found none; write it.',
      },
    ],
    [
      'of a question without a program',
      {
        from: '  code: |\n    raise ValueError("no")\n  shows',
        to: '  shows',
        at: 'shows: { error',
        message: 'quiz `a-single`: expected a program whose run shows this, found no `code`; write it.',
      },
    ],
    [
      'a finding that is none',
      {
        from: 'findings: []',
        to: 'findings: [slow]',
        message: expect.stringMatching(/^`shows.findings`: expected `loop_blocked` or .+, found `slow`; mend it\.$/u),
      },
    ],
  ]);
});

describe('a line to mend', () => {
  eachIsTold([
    [
      'that does not stand in the program',
      {
        from: '- line: return 1',
        to: '- line: return 2',
        message: 'quiz `a-bug`: expected a line that stands in `code` once, found `return 2`; mend it.',
      },
    ],
    [
      'that stands in it twice',
      {
        from: '        one = fetch()',
        to: '        return 1\n        one = fetch()',
        at: '- line: return 1',
        message: 'quiz `a-bug`: expected a line that stands in `code` once, found `return 1`; mend it.',
      },
    ],
    [
      'as the right one, without what mends it',
      {
        from: '      instead: one = await fetch()\n',
        to: '',
        at: '- line: one = fetch()',
        message: '`options.instead`: expected a text, found nothing; write it.',
      },
    ],
  ]);
});

describe('lines to put in order', () => {
  eachIsTold([
    [
      'too many of them',
      {
        from: '    both: print',
        to: '    third: print(3)\n    fourth: print(4)\n    both: print',
        at: '  lines:',
        message: 'quiz `an-order`: expected 3 to 4 lines, found 5; change them.',
      },
    ],
    [
      'the same twice',
      {
        from: 'a = asyncio.create_task(fetch("a"))',
        to: 'b = asyncio.create_task(fetch("b"))',
        at: 'start-b: b',
        message:
          'quiz `an-order`: expected different lines, found `b = asyncio.create_task(fetch("b"))` twice; change one.',
      },
    ],
    [
      'no place for them',
      {
        from: '# lines',
        to: '# here',
        at: 'id: an-order',
        below: 5,
        message:
          'quiz `an-order`: expected one comment `# lines` in the program, found 0; write it where the lines belong.',
      },
    ],
    [
      'a mistake about a line that is none',
      {
        from: 'before: [both, start-a]',
        to: 'before: [both, start-c]',
        message: 'quiz `an-order`: expected the name of a line, found `start-c`; mend it.',
      },
    ],
    [
      'a mistake that is never told',
      {
        from: '    - before: [both, start-b]',
        to: '    - before: [both, start-a]\n      misconception: always-yields\n      because: { en: It tempts. }\n    - before: [both, start-b]',
        below: 3,
        message:
          'quiz `an-order`: expected a mistake that speaks first about some order, this one never does; take it out, or move it up.',
      },
    ],
    [
      'a wrong order without a mistake',
      {
        from: '    - before: [both, start-b]\n      misconception: always-yields\n      because: { en: It tempts. }\n',
        to: '',
        at: '  mistakes:',
        message:
          'quiz `an-order`: expected a mistake that speaks about the wrong order start-a both start-b, found none; write one.',
      },
    ],
    [
      'a mistake in an order that runs right',
      {
        from: '    - before: [both, start-b]',
        to: '    - before: [start-b, start-a]\n      misconception: always-yields\n      because: { en: It tempts. }\n    - before: [both, start-b]',
        message:
          'quiz `an-order`: expected no mistake in start-b start-a both, which runs right; mend its `before`, or `shows`.',
      },
    ],
  ]);

  test('whose author wrote them in a wrong order', () => {
    const record = swap('    - start-a start-b both\n', '')(everyRecord);
    expect(problemsOf(treeWith(everySample, record)).map(({ message }) => message)).toContain(
      'quiz `an-order`: expected the order in which you wrote them to run right, it does not; mend the lines or `shows`.',
    );
  });
});

describe('a program to fix', () => {
  eachIsTold([
    [
      'without a line that must stay',
      {
        from: `keep: ['print("done")']`,
        to: `keep: ['print("over")']`,
        message: 'quiz `a-fix`: expected the line `print("over")` of `keep` in `code`, found none; mend one of them.',
      },
    ],
  ]);
});

describe('what stands on record', () => {
  test('beside no questions', () => {
    const tree = { ...treeWith(everySample, everyRecord), 'async/08-basics/quizzes/030-gone.lock.yaml': everyRecord };
    expect(problemsOf(tree)).toEqual([
      {
        file: 'async/08-basics/quizzes/030-gone.lock.yaml',
        line: 1,
        message: 'expected a file of questions beside it, found none; delete it.',
      },
    ]);
  });

  test('by hand, in another shape', () => {
    const told = problemsOf(treeWith(everySample, `${everyRecord}a-fix: yes\n`));
    expect(told.map(({ file, message }) => `${file} ${message}`)).toContain(
      `${samplesLock} \`a-fix\`: expected \`answers\` or \`orders\`; let \`studyloop check --update\` write this file.`,
    );
  });
});
