import { describe, expect, test } from 'vitest';
import { lineWith, problemsOf, smallTree, swap } from '../../support/content-tree.ts';

const lesson = 'async/08-basics';
const course = 'async/course.yaml';
const lessonYaml = `${lesson}/lesson.yaml`;
const concepts = `${lesson}/concepts.yaml`;
const misconceptions = `${lesson}/misconceptions.yaml`;
const errors = `${lesson}/errors.yaml`;
const chunk = `${lesson}/chunks/010-waiting.md`;
const quizzes = `${lesson}/quizzes/010-waiting.yaml`;
const exercise = `${lesson}/exercises/retry`;
const review = 'review/blocking_sleep.md';
const english = 'texts/en.yaml';

type File = keyof typeof smallTree;

interface Fault {
  readonly file: File;
  /** What stands in the file, and what an author wrote instead. */
  readonly from: string;
  readonly to: string;
  /** The line that must be named, or something on it; the planted text's first line unless said otherwise. */
  readonly at?: string | number;
  readonly message: string;
}

/** Each fault alone gives one problem: in its file, on its line, with the sentence that the author reads. */
function eachIsTold(faults: readonly (readonly [what: string, fault: Fault])[]): void {
  test.each(faults)('%s', (_, { file, from, to, at, message }) => {
    const text = swap(from, to)(smallTree[file]);
    const line = typeof at === 'number' ? at : lineWith(text, at ?? to.split('\n', 1)[0] ?? '');
    expect(problemsOf({ ...smallTree, [file]: text })).toEqual([{ file, line, message }]);
  });
}

describe('YAML', () => {
  eachIsTold([
    [
      'a text with a colon that is not in quotes',
      {
        file: lessonYaml,
        from: 'promise: { en: You will know. }',
        to: 'promise:\n  en: Know: everything',
        at: 'Know: everything',
        message: 'expected one `key: value` on a line, found another colon in the value; put the value in quotes.',
      },
    ],
    [
      'a key twice',
      {
        file: lessonYaml,
        from: 'objectives:',
        to: 'promise: { en: Twice. }\nobjectives:',
        at: 'Twice',
        message: 'expected each key once, found this one a second time; take one out.',
      },
    ],
    [
      'a bracket that is not closed',
      {
        file: misconceptions,
        from: 'truth: { en: It may not. }',
        to: 'truth: { en: It may not.',
        at: 'truth',
        message: expect.stringMatching(
          /^expected YAML, found a fault \(.+\); look at this line and the one before\.$/u,
        ),
      },
    ],
    [
      'a text that begins with a backtick',
      {
        file: misconceptions,
        from: '{ en: It may not. }',
        to: '{ en: `await` may not. }',
        message:
          'expected a text, found one that begins with a character that YAML keeps for itself; put it in quotes.',
      },
    ],
    [
      'a text that begins with a star',
      {
        file: misconceptions,
        from: '{ en: It may not. }',
        to: '{ en: *args }',
        message:
          'expected a text, found a `*` at its beginning, which means something else in YAML; put the text in quotes.',
      },
    ],
    [
      'a text that begins with an ampersand',
      {
        file: misconceptions,
        from: '{ en: It may not. }',
        to: '{ en: &run it }',
        at: '&run',
        message:
          'expected a text, found a `&` at its beginning, which means something else in YAML; put the text in quotes.',
      },
    ],
    [
      'a tab at the beginning of a line',
      {
        file: misconceptions,
        from: '  truth: {',
        to: '\ttruth: {',
        message: 'expected spaces at the beginning of the line, found a tab; indent with spaces.',
      },
    ],
    [
      'an unknown tag',
      {
        file: misconceptions,
        from: '{ en: It may not. }',
        to: '{ en: !important it }',
        message: expect.stringContaining('!important'),
      },
    ],
  ]);
});

describe('the shape of a file', () => {
  eachIsTold([
    [
      'a key that nothing reads',
      {
        file: lessonYaml,
        from: 'objectives:',
        to: 'subtitle: { en: more }\nobjectives:',
        message: '`subtitle`: found a key that nothing reads; take it out, or mend its spelling.',
      },
    ],
    [
      'a key that is missing is told where its surroundings begin',
      {
        file: concepts,
        from: '    precisely: { en: It begins later. }\n',
        to: '',
        at: '- id: task',
        message: '`takeaways.precisely`: expected keys and values, found nothing; write it.',
      },
    ],
    [
      'a language that is missing',
      {
        file: lessonYaml,
        from: 'title: { en: Basics }',
        to: 'title: { zh: 基础 }',
        message: '`title.en`: expected a text, found nothing; write it.',
      },
    ],
    [
      'a text where languages should be',
      {
        file: lessonYaml,
        from: 'title: { en: Basics }',
        to: 'title: Basics',
        message: '`title`: expected keys and values, found `Basics`; mend it.',
      },
    ],
    [
      'a number where a text should be',
      {
        file: quizzes,
        from: 'value: { en: third }',
        to: 'value: { en: 3 }',
        message: '`options.value.en`: expected a text, found `3`; put it in quotes.',
      },
    ],
    [
      'an empty text',
      {
        file: lessonYaml,
        from: 'promise: { en: You will know. }',
        to: "promise: { en: '' }",
        message: '`promise.en`: expected a text, found an empty one; write it.',
      },
    ],
    [
      'a list that is too short',
      {
        file: concepts,
        from: `  - id: task
    term: { en: Task }
    meaning: { en: Scheduled coroutine }
    precisely: { en: It begins later. }
    chunk: null
`,
        to: '',
        at: 'takeaways',
        message: '`takeaways`: expected at least 2 in this list, found 1; add what is missing.',
      },
    ],
    [
      'an id that is not one',
      {
        file: misconceptions,
        from: 'id: always-yields',
        to: 'id: Always Yields',
        message: '`id`: expected lower-case words joined by hyphens, found `Always Yields`; mend it.',
      },
    ],
    [
      'a word that is not among those it can be',
      {
        file: concepts,
        from: 'verdict: no',
        to: 'verdict: maybe',
        message: '`when.cases.verdict`: expected `yes` or `no` or `depends`, found `maybe`; mend it.',
      },
    ],
    [
      'a lesson number that is none',
      {
        file: course,
        from: 'number: 1,',
        to: 'number: 1.5,',
        message: '`lessons.number`: expected a whole number, found `1.5`; mend it.',
      },
    ],
    [
      'a list where keys should be',
      {
        file: course,
        from: '{ number: 1, title: { en: Before } }',
        to: '[1, Before]',
        message:
          '`lessons`: expected a lesson with a `title` (announced) or with a `folder` (here), not both; mend it.',
      },
    ],
    [
      'a lesson both announced and here',
      {
        file: course,
        from: 'folder: 08-basics',
        to: 'folder: 08-basics, title: { en: Basics }',
        message:
          '`lessons`: expected a lesson with a `title` (announced) or with a `folder` (here), not both; mend it.',
      },
    ],
    [
      'a misspelt key of an announced lesson',
      {
        file: course,
        from: 'title: { en: Before }',
        to: 'title: { en: Before, de: Vorher }',
        message: '`lessons.title.de`: found a key that nothing reads; take it out, or mend its spelling.',
      },
    ],
    [
      'a lesson without chapters',
      {
        file: lessonYaml,
        from: `chapters:
  - title: { en: One chapter }
    chunks:
      - waiting
      - tasks
`,
        to: 'chapters: []\n',
        message: '`chapters`: expected at least 1 in this list, found 0; add what is missing.',
      },
    ],
    [
      'a chapter without chunks',
      {
        file: lessonYaml,
        from: '    chunks:\n      - waiting\n      - tasks\n',
        to: '    chunks: []\n',
        message: '`chapters.chunks`: expected at least 1 in this list, found 0; add what is missing.',
      },
    ],
  ]);
});

describe('what a row asks for', () => {
  eachIsTold([
    [
      'a row that is not there',
      {
        file: concepts,
        from: '    chunk: null\nwhen:',
        to: '    chunk: null\n    requires: [await, lock]\nwhen:',
        at: 'requires',
        message: 'expected a concept `lock` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'itself, over another',
      {
        file: concepts,
        from: '    chunk: waiting\n  - id: task\n',
        to: '    chunk: waiting\n    requires: [task]\n  - id: task\n    requires: [await]\n',
        at: 'requires: [task]',
        message:
          'expected prerequisites that begin somewhere, found a circle (`await` → `task` → `await`); take one of them out.',
      },
    ],
    [
      'a name that another row has',
      {
        file: concepts,
        from: '    chunk: null\nwhen:',
        to: '    chunk: null\n    also: [job, "A_Wait", AWAIT]\nwhen:',
        at: 'also',
        message:
          'expected names that no other row has, found `await`, by which `await` is looked up; take it out of one of them.',
      },
    ],
    [
      'a term that no button holds',
      {
        file: concepts,
        from: 'term: { en: Task }',
        to: `term: { en: ${'T'.repeat(76)} }`,
        message: 'expected at most 75 characters in `term`, found 76; shorten it.',
      },
    ],
    [
      'an example that no card holds',
      {
        file: concepts,
        from: '    chunk: null\nwhen:',
        to: `    chunk: null\n    example:\n      code: |\n${'        print(1)\n'.repeat(13)}      prints: '1'\nwhen:`,
        at: 'example:',
        message: 'expected an example of at most 12 lines, found 13; shorten it.',
      },
    ],
    [
      'a mark that is no mark',
      {
        file: concepts,
        from: '  - id: task\n',
        to: '  - id: task\n    added: false\n',
        at: 'added',
        message: '`takeaways.added`: expected `true`, found `false`; mend it.',
      },
    ],
    [
      'an objective known by a concept that is not there',
      {
        file: lessonYaml,
        from: 'concepts: [task] }',
        to: 'concepts: [task, lock] }',
        at: 'lock',
        message: 'expected a concept `lock` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'an objective known by an exercise that is not there',
      {
        file: lessonYaml,
        from: 'concepts: [task] }',
        to: 'concepts: [task], exercises: [crawl] }',
        at: 'crawl',
        message: 'expected an exercise `crawl` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a belief without a concept',
      {
        file: misconceptions,
        from: 'concept: await',
        to: 'concept: lock',
        message: 'expected a concept `lock` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a proof that does not say what it shows',
      {
        file: misconceptions,
        from: '  truth:',
        to: '  program: print(1)\n  truth:',
        at: 1,
        message: 'expected `program` and `shows` together, or neither; mend it.',
      },
    ],
  ]);
});

describe('what a page asks for', () => {
  const tasks = `${lesson}/chunks/020-tasks.md`;
  eachIsTold([
    [
      'a page that is not there',
      {
        file: tasks,
        from: 'concept: null\n',
        to: 'concept: null\nrequires: [nowhere]\n',
        at: 'requires',
        message: 'expected a chunk `nowhere` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a page that comes behind it',
      {
        file: chunk,
        from: 'concept: await\n',
        to: 'concept: await\nrequires: [tasks]\n',
        at: 'requires',
        message:
          'expected a page that is read before this one, found `tasks`; move one of them in lesson.yaml, or take it out here.',
      },
    ],
    [
      'itself',
      {
        file: tasks,
        from: 'concept: null\n',
        to: 'concept: null\nrequires: [tasks]\n',
        at: 'requires',
        message:
          'expected a page that is read before this one, found `tasks`; move one of them in lesson.yaml, or take it out here.',
      },
    ],
    [
      'a version without quotes, which YAML reads as a number',
      {
        file: tasks,
        from: 'concept: null\n',
        to: 'concept: null\nsince: 3.10\n',
        at: 'since',
        message: '`since`: expected a text, found `3.1`; put it in quotes.',
      },
    ],
    [
      'a version that is none',
      {
        file: tasks,
        from: 'concept: null\n',
        to: 'concept: null\nsince: "3.13.1"\n',
        at: 'since',
        message: '`since`: expected a version of Python, like "3.13", found `3.13.1`; mend it.',
      },
    ],
    [
      'a bridge to nowhere',
      {
        file: lessonYaml,
        from: 'chapters:',
        to: 'ending: { text: { en: On to tests. }, bridge: testing }\nchapters:',
        message: 'expected a chunk `testing` in this course, found none; write it, or mend the id.',
      },
    ],
  ]);
});

describe('the reading list', () => {
  const reading = `${lesson}/reading.yaml`;
  eachIsTold([
    [
      'an address that is not safe',
      {
        file: reading,
        from: 'https://docs',
        to: 'http://docs',
        message: '`entries.url`: expected an https address, found `http://docs.python.org/3/`; mend it.',
      },
    ],
    [
      'a page that is not there',
      {
        file: reading,
        from: 'chunk: waiting',
        to: 'chunk: nowhere',
        message: 'expected a chunk `nowhere` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'an entry twice',
      {
        file: reading,
        from: 'id: lost-talk',
        to: 'id: reference',
        at: 9,
        message: `expected a reading id of its own, found \`reference\`, which content/${reading}:3 has; choose another.`,
      },
    ],
    [
      'a state that nobody knows',
      {
        file: reading,
        from: 'health: current',
        to: 'health: fine',
        message: '`entries.health`: expected `current` or `dated` or `replaced` or `not-found`, found `fine`; mend it.',
      },
    ],
  ]);
});

describe('a course', () => {
  eachIsTold([
    [
      'a number twice',
      {
        file: course,
        from: 'number: 1,',
        to: 'number: 8,',
        at: 'folder',
        message: 'expected each number once, found 8 twice; change one.',
      },
    ],
    [
      'a folder twice',
      {
        file: course,
        from: '  - { number: 8, folder: 08-basics }\n',
        to: '  - { number: 8, folder: 08-basics }\n  - { number: 9, folder: 08-basics }\n',
        at: 'number: 9',
        message: 'expected each folder once, found `08-basics` twice; change one.',
      },
    ],
    [
      'a folder that is not there',
      {
        file: course,
        from: '{ number: 1, title: { en: Before } }',
        to: '{ number: 1, folder: 01-before }',
        message: 'expected a folder `01-before` beside this file, found none; write it, or give a `title`.',
      },
    ],
    [
      'a folder outside the course',
      {
        file: course,
        from: '{ number: 1, title: { en: Before } }',
        to: '{ number: 1, folder: ../../texts }',
        message: '`lessons.folder`: expected lower-case words joined by hyphens, found `../../texts`; mend it.',
      },
    ],
  ]);
});

describe('references', () => {
  eachIsTold([
    [
      'a chapter lists a chunk that is not there',
      {
        file: lessonYaml,
        from: '      - tasks\n',
        to: '      - tasks\n      - nowhere\n',
        at: 'nowhere',
        message: 'expected a chunk `nowhere` in the folder chunks, found none; write it, or take it out here.',
      },
    ],
    [
      'a chapter lists a chunk twice',
      {
        file: lessonYaml,
        from: '      - tasks\n',
        to: '      - tasks\n      - waiting\n',
        at: 10,
        message: 'expected each chunk once, found `waiting` twice; take one out.',
      },
    ],
    [
      'a chunk teaches a concept that is not there',
      {
        file: chunk,
        from: 'concept: await',
        to: 'concept: waits',
        message: 'expected a concept `waits` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a row is taught by a chunk that is not there',
      {
        file: concepts,
        from: 'chunk: waiting',
        to: 'chunk: waits',
        message: 'expected a chunk `waits` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a quiz is about a chunk that is not there',
      {
        file: quizzes,
        from: 'chunk: waiting',
        to: 'chunk: waits',
        message: 'expected a chunk `waits` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a quiz is about a concept that is not there',
      {
        file: quizzes,
        from: 'concept: await',
        to: 'concept: waits',
        message: 'expected a concept `waits` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'an option has a misconception that is not there',
      {
        file: quizzes,
        from: 'misconception: always-yields',
        to: 'misconception: never-yields',
        message: 'expected a misconception `never-yields` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'an exercise is about a concept that is not there',
      {
        file: `${exercise}/exercise.yaml`,
        from: 'concept: task',
        to: 'concept: tasks',
        message: 'expected a concept `tasks` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'an exercise is about a chunk that is not there',
      {
        file: `${exercise}/exercise.yaml`,
        from: 'chunk: tasks',
        to: 'chunk: task',
        message: 'expected a chunk `task` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'a review page leads to a chunk that is not there',
      {
        file: review,
        from: 'chunk: waiting',
        to: 'chunk: waits',
        message: 'expected a chunk `waits` in a course, found none; write it, or mend the id.',
      },
    ],
    [
      'a quiz has an id of another',
      {
        file: quizzes,
        from: 'id: await-all',
        to: 'id: await-order',
        at: 20,
        message: `expected a quiz id of its own, found \`await-order\`, which content/${quizzes}:1 has; choose another.`,
      },
    ],
    [
      'a quiz has the id of one that is made from the tables',
      {
        file: quizzes,
        from: 'id: await-all',
        to: 'id: meaning-of-task',
        message:
          'expected a quiz id of its own, found `meaning-of-task`, which a question from the tables has; choose another.',
      },
    ],
    [
      'a row has the id of another',
      {
        file: concepts,
        from: 'id: cpu',
        to: 'id: task',
        at: 13,
        message: `expected a concept id of its own, found \`task\`, which content/${concepts}:7 has; choose another.`,
      },
    ],
    [
      'a case has the id of another of its row',
      {
        file: concepts,
        from: '    cases:\n',
        to: `    cases:
      - id: primes
        scenario: { en: Again. }
        verdict: yes
        because: { en: Again. }
`,
        at: 23,
        message: `expected a case id of its own, found \`cpu-primes\`, which content/${concepts}:19 has; choose another.`,
      },
    ],
    [
      'a misconception has the id of another',
      {
        file: misconceptions,
        from: '- id: always-yields\n',
        to: '- id: always-yields\n  concept: await\n  belief: { en: a }\n  truth: { en: b }\n- id: always-yields\n',
        at: 5,
        message: `expected a misconception id of its own, found \`always-yields\`, which content/${misconceptions}:1 has; choose another.`,
      },
    ],
  ]);
});

describe('a chunk', () => {
  const found = (what: string) =>
    `expected a paragraph, list, table or fence, found ${what}; write it as one of those.`;
  const inside = (what: string) =>
    `expected text, code, strong, emphasis or a link, found ${what}; write it as one of those.`;
  const planted = (to: string, message: string, at?: string | number): Fault => ({
    file: chunk,
    from: '- one\n- two\n',
    to,
    ...(at === undefined ? {} : { at }),
    message,
  });
  eachIsTold([
    ['a heading', planted('# One\n', found('a heading'))],
    ['a heading underlined', planted('One\n===\n', found('a heading'))],
    ['HTML', planted('<b>one</b>\n', inside('HTML'), 10)],
    ['a block of HTML', planted('<div>\none\n</div>\n', found('HTML'))],
    ['an image', planted('![one](https://example.org/one.png)\n', inside('an image'))],
    ['a ruled line', planted('***\n', found('a ruled line'))],
    ['a quotation', planted('> one\n', found('a quotation'))],
    ['a link definition', planted('[one]: https://example.org\n', found('a link definition'))],
    [
      'a list in a list',
      planted(
        '- one\n  - two\n',
        'expected one paragraph in a list item, found more; make it one, or two items.',
        '- one',
      ),
    ],
    [
      'a fence in a list',
      planted(
        '- one\n- ```text\n  two\n  ```\n',
        'expected one paragraph in a list item, found a fence; make it one, or two items.',
        '- ```text',
      ),
    ],
    [
      'a link that is no web address',
      planted(
        'See [one](javascript:one).\n',
        'expected a link that begins with https://, found `javascript:one`; mend the address.',
      ),
    ],
    [
      'a link inside strong text',
      planted(
        'See **[one](https://example.org)**.\n',
        'expected plain words between the stars, found a link; write it outside.',
      ),
    ],
    [
      'a fence without a mark',
      planted(
        '```\none\n```\n',
        'expected a fence marked `python run`, `python`, `text`, found one without a mark; mark it.',
        10,
      ),
    ],
    [
      'a fence with an unknown mark',
      planted(
        '```javascript\none\n```\n',
        'expected a fence marked `python run`, `python`, `text`, found `javascript`; mark it.',
      ),
    ],
    [
      'text indented like code',
      planted(
        '    one\n',
        'expected a paragraph, found text indented like code; take the spaces away, or put it in a fence.',
      ),
    ],
    [
      'a fence without code',
      planted('```python\n```\n', 'expected code in the fence, found none; write it, or take the fence out.'),
    ],
    [
      'a fence without an end',
      {
        file: chunk,
        from: 'print("two")\n```\n',
        to: 'print("two")\n',
        at: 25,
        message: 'expected a fence that ends in a line of its own backticks, found no end; write it.',
      },
    ],
    [
      'prose too long for a phone',
      planted(`${'word '.repeat(200)}\n`, 'expected at most 900 characters of prose, found 1054; split the chunk.', 7),
    ],
    [
      'code too long for a phone is told where it goes too far',
      planted(
        `\`\`\`python\n${'pass\n'.repeat(28)}# last\n\`\`\`\n`,
        'expected at most 30 lines of code, found 32; shorten the program or split the chunk.',
        51,
      ),
    ],
    [
      'code too wide for a phone',
      planted(
        `\`\`\`python\npass\n${'x'.repeat(61)}\n\`\`\`\n`,
        'expected at most 60 columns of code, found 61; break the line.',
        'xxx',
      ),
    ],
    [
      'front matter that is missing',
      {
        file: chunk,
        from: '---\n',
        to: '\n',
        at: 1,
        message: 'expected front matter between two lines of `---`, found none; begin the file with it.',
      },
    ],
    [
      'a language that nothing falls back to',
      {
        file: chunk,
        from: 'language: en',
        to: 'language: zh',
        message: '`language`: expected `en`, found `zh`; mend it.',
      },
    ],
  ]);
});

describe('a quiz', () => {
  const says = (message: string) => `quiz \`await-order\`: ${message}`;
  eachIsTold([
    [
      'no right option',
      {
        file: quizzes,
        from: '      right: true',
        to: '      misconception: always-yields',
        at: 10,
        message: says('expected exactly one right option, found none; mark it with `right: true`.'),
      },
    ],
    [
      'two right options where one can be',
      {
        file: quizzes,
        from: '      misconception: always-yields',
        to: '      right: true',
        at: 10,
        message: says('expected exactly one right option, found 2; give the others the `misconception` behind them.'),
      },
    ],
    [
      'no wrong option where several can be right',
      {
        file: quizzes,
        from: 'not this }\n      misconception: always-yields',
        to: 'not this }\n      right: true',
        at: 25,
        message:
          'quiz `await-all`: expected at least one wrong option, found none; add one with the `misconception` behind it.',
      },
    ],
    [
      'an option neither right nor wrong',
      {
        file: quizzes,
        from: '      right: true\n',
        to: '',
        at: 11,
        message:
          '`options`: expected an option with `right: true` or with the `misconception` behind it, not both; mend it.',
      },
    ],
    [
      'an option that says it is not right',
      {
        file: quizzes,
        from: 'right: true',
        to: 'right: false',
        message: '`options.right`: expected `true`, found `false`; mend it.',
      },
    ],
    [
      'an option without its reason',
      {
        file: quizzes,
        from: '      because: { en: It comes first. }\n',
        to: '',
        at: 14,
        message: '`options.because`: expected keys and values, found nothing; write it.',
      },
    ],
    [
      'two options alike',
      {
        file: quizzes,
        from: 'en: third',
        to: 'en: first',
        at: 17,
        message: says('expected different options, found `first` twice; change one.'),
      },
    ],
    [
      'an option too long for a button',
      {
        file: quizzes,
        from: 'en: third',
        to: `en: ${'third '.repeat(13)}!`,
        message: says('expected an option of at most 75 characters, found 79; shorten it.'),
      },
    ],
    [
      'a translation too long for a button',
      {
        file: quizzes,
        from: 'en: third',
        to: `zh: ${'三'.repeat(76)}, en: third`,
        message: says('expected an option of at most 75 characters, found 76; shorten it.'),
      },
    ],
    [
      'two options in all',
      {
        file: quizzes,
        from: '    - value: { en: third }\n      misconception: always-yields\n      because: { en: There is none. }\n',
        to: '',
        at: 'options',
        message: '`options`: expected at least 3 in this list, found 2; add what is missing.',
      },
    ],
    [
      'a type that is none',
      {
        file: quizzes,
        from: 'type: predict',
        to: 'type: guess',
        message:
          '`type`: expected `single` or `multiple` or `predict` or `next` or `seconds` or `bug` or `order` or `fix`, found `guess`; mend it.',
      },
    ],
    [
      'a prediction without a program',
      {
        file: quizzes,
        from: '  code: |\n    print("first")\n    print("second")\n',
        to: '',
        at: 1,
        message: '`code`: expected a text, found nothing; write it.',
      },
    ],
    [
      'a prediction without a place where the answer stands',
      {
        file: quizzes,
        from: 'key: { stdout-line: 2 }',
        to: 'key: { line: 2 }',
        message:
          '`key`: expected `stdout-line` with a number, or `stdout`, `line-count`, `last-stderr-line` or `error` with `true`; mend it.',
      },
    ],
    [
      'a line that no output has',
      {
        file: quizzes,
        from: 'stdout-line: 2',
        to: 'stdout-line: 0',
        message: '`key.stdout-line`: expected a number of at least 1, found `0`; mend it.',
      },
    ],
  ]);
});

describe("the bot's own words", () => {
  eachIsTold([
    [
      'a phrase that is missing',
      {
        file: english,
        from: "button.next: 'Says button.next'\n",
        to: '',
        at: 1,
        message: 'expected a phrase `button.next`, found none; write it.',
      },
    ],
    [
      'a phrase that nothing says',
      {
        file: english,
        from: 'button.next:',
        to: 'button.after: Next\nbutton.next:',
        message: 'found a phrase `button.after`, which nothing says; take it out.',
      },
    ],
    [
      'a value that the phrase does not have',
      {
        file: english,
        from: 'button.continue-at {{title}}',
        to: 'button.continue-at {{name}}',
        message: '`button.continue-at`: expected {{title}}, found {{name}}; mend it.',
      },
    ],
    [
      'a value in a phrase that has none',
      {
        file: english,
        from: 'Says button.next',
        to: 'Says {{next}}',
        message: '`button.next`: expected no value, found {{next}}; mend it.',
      },
    ],
    [
      'a value in single braces',
      {
        file: english,
        from: 'button.continue-at {{title}}',
        to: 'button.continue-at {title}',
        message: '`button.continue-at`: expected {{title}}, found a single brace; mend it.',
      },
    ],
    [
      'a plural form that is missing',
      {
        file: english,
        from: "lesson.chapter-line_other: 'Says lesson.chapter-line {{count}}'\n",
        to: '',
        at: 1,
        message: 'expected a phrase `lesson.chapter-line_other`, found none; write it.',
      },
    ],
    [
      'a plural form that the language does not have',
      {
        file: 'texts/zh.yaml',
        from: 'lesson.chapter-line_other:',
        to: "lesson.chapter-line_one: '一'\nlesson.chapter-line_other:",
        message:
          'found a plural form `lesson.chapter-line_one`, which is never needed; write `lesson.chapter-line` instead.',
      },
    ],
    [
      'a sentence that is no text',
      {
        file: english,
        from: "'Says button.next'",
        to: '[Next]',
        message: '`button.next`: expected a text, found a list; mend it.',
      },
    ],
  ]);
});

describe('an exercise', () => {
  eachIsTold([
    [
      'an id unlike its folder',
      {
        file: `${exercise}/exercise.yaml`,
        from: 'id: retry',
        to: 'id: try-again',
        message: 'expected the id `retry`, like its folder, found `try-again`; make them alike.',
      },
    ],
    [
      'a task with a heading',
      {
        file: `${exercise}/task.md`,
        from: 'Write',
        to: '# Task\n\nWrite',
        message: 'expected a paragraph, list, table or fence, found a heading; write it as one of those.',
      },
    ],
    [
      'two hints',
      {
        file: `${exercise}/hints.md`,
        from: '3. Write a loop.\n',
        to: '',
        at: 1,
        message: 'expected a numbered list of 3 hints and nothing else, found one of 2; write it as 1. 2. 3.',
      },
    ],
    [
      'hints without numbers',
      {
        file: `${exercise}/hints.md`,
        from: '1. Look.\n2. Look again.\n3. Write a loop.\n',
        to: '- Look.\n- Look again.\n- Write a loop.\n',
        at: 1,
        message: 'expected a numbered list of 3 hints and nothing else, found something else; write it as 1. 2. 3.',
      },
    ],
    [
      'a mutant that does not say what catches it',
      {
        file: `${exercise}/mutants/none.py`,
        from: '# caught by: ',
        to: '# ',
        message: 'expected `# caught by: ` and a behaviour of tests.py, found something else; begin the file with it.',
      },
    ],
    [
      'a mutant that is caught by no behaviour there is',
      {
        file: `${exercise}/mutants/none.py`,
        from: 'returns what the call returns',
        to: 'returns nothing',
        message: 'expected a behaviour of tests.py, found “returns nothing”, which is not in it; mend one of them.',
      },
    ],
    [
      'a mutant without a program',
      {
        file: `${exercise}/mutants/none.py`,
        from: 'async def retry(call):\n    call()\n',
        to: '\n',
        at: 1,
        message: 'expected a wrong solution below the first line, found none; write it.',
      },
    ],
  ]);
});

describe('a review page', () => {
  eachIsTold([
    [
      'a rule unlike its file',
      {
        file: review,
        from: 'rule: blocking_sleep',
        to: 'rule: blocking_nap',
        message: 'expected the rule `blocking_sleep`, like its file, found `blocking_nap`; make them alike.',
      },
    ],
    [
      'a rule that is no name',
      {
        file: review,
        from: 'rule: blocking_sleep',
        to: 'rule: blocking-sleep',
        message: '`rule`: expected lower-case words joined by underscores, found `blocking-sleep`; mend it.',
      },
    ],
    [
      'a kind that is none',
      {
        file: review,
        from: 'kind: slow',
        to: 'kind: bad',
        message: '`kind`: expected `error` or `hang` or `hidden` or `slow` or `style`, found `bad`; mend it.',
      },
    ],
    [
      'no good example',
      {
        file: review,
        from: '```python good\nimport asyncio\n\nasync def nap():\n    await asyncio.sleep(1)\n```\n',
        to: '',
        at: 9,
        message: 'expected at least one fence marked `python good`, found none; write an example.',
      },
    ],
    [
      'no bad example',
      {
        file: review,
        from: '```python bad\nimport time\n\nasync def nap():\n    time.sleep(1)\n```\n',
        to: '',
        at: 9,
        message: 'expected at least one fence marked `python bad`, found none; write an example.',
      },
    ],
    [
      'no text',
      {
        file: review,
        from: 'The loop has one thread.\n',
        to: '',
        at: 9,
        message: 'expected a text that says why, found none; write it below the front matter.',
      },
    ],
    [
      'a fence in a why of another language',
      {
        file: review,
        from: 'language: en',
        to: 'language: en\nwhy:\n  zh: |\n    为什么。\n\n    ```python good\n    pass\n    ```',
        at: 8,
        message: 'expected no fence here, found one; take it out.',
      },
    ],
    [
      'a fence neither bad nor good',
      {
        file: review,
        from: 'The loop has one thread.\n',
        to: 'The loop has one thread.\n\n```python\npass\n```\n',
        at: 12,
        message: 'expected a fence marked `python bad`, `python good`, found `python`; mark it.',
      },
    ],
  ]);
});

describe('the pages that explain errors', () => {
  eachIsTold([
    [
      'a chunk that is not there',
      {
        file: errors,
        from: 'never-awaited: waiting',
        to: 'never-awaited: sleeping',
        message: 'expected a chunk `sleeping` in this course, found none; write it, or mend the id.',
      },
    ],
    [
      'an error that nothing recognises',
      {
        file: errors,
        from: 'never-awaited: waiting',
        to: 'never-awaked: waiting',
        message: '`never-awaked`: found a key that nothing reads; take it out, or mend its spelling.',
      },
    ],
    [
      'two chunks for one error',
      {
        file: errors,
        from: 'never-awaited: waiting',
        to: 'never-awaited: [waiting, tasks]',
        message: '`never-awaited`: expected a text, found a list; mend it.',
      },
    ],
  ]);

  test('an error that two lessons explain', () => {
    const again = Object.entries(secondLesson).map(([path, text]) => [`async/09-more/${path}`, text]);
    const listed = swap('08-basics }', '08-basics }\n  - { number: 9, folder: 09-more }')(smallTree[course]);
    const problems = problemsOf({ ...smallTree, ...Object.fromEntries(again), [course]: listed });
    expect(problems).toEqual([
      {
        file: 'async/09-more/errors.yaml',
        line: 1,
        message: `expected an error id of its own, found \`never-awaited\`, which content/${errors}:1 has; choose another.`,
      },
    ]);
  });

  test('a lesson may explain none', () => {
    const { [errors]: _, ...without } = smallTree;
    expect(problemsOf(without)).toEqual([]);
  });
});

/** As small as a lesson can be. */
const secondLesson = {
  'lesson.yaml': `title: { en: More }
promise: { en: You will know more. }
objectives:
  - { text: { en: know }, concepts: [loop] }
chapters:
  - title: { en: One chapter }
    chunks:
      - more
`,
  'concepts.yaml': `takeaways:
  - { id: loop, term: { en: loop }, meaning: { en: Runs }, precisely: { en: One by one. }, chunk: more }
  - { id: lock, term: { en: lock }, meaning: { en: Guards }, precisely: { en: One at a time. }, chunk: null }
`,
  'misconceptions.yaml': '[]\n',
  'errors.yaml': 'never-awaited: more\n',
  'chunks/010-more.md': `---
id: more
language: en
title: { en: More }
concept: null
---

Only words.
`,
};
