import { z } from 'zod';
import { findingKinds } from '#core/timeline/timeline.ts';
import { id, localised, pythonVersion, words } from './words-schemas.ts';

/** The shapes of questions, as authors write them: `$…` still stands for what `vary` puts there. */

const right = { right: z.literal(true), because: localised };
const wrong = { misconception: id, because: localised };

const eitherWay = {
  error: 'expected an option with `right: true` or with the `misconception` behind it, not both; mend it',
};

/** Three or four: what fits a row of buttons, and leaves something to think about. */
const few = <Option extends z.ZodType>(option: Option) => z.array(option).min(3).max(4);

const option = z.union(
  [z.strictObject({ value: localised, ...right }), z.strictObject({ value: localised, ...wrong })],
  eitherWay,
);

/** Where a right option says nothing, the run does. */
const provenOption = z.union(
  [z.strictObject({ value: localised.exactOptional(), ...right }), z.strictObject({ value: localised, ...wrong })],
  eitherWay,
);

const expectedAmount = 'expected a number of seconds, or what `vary` gives with a `$`';

/** A number, or what stands for one until `vary` has put it there. */
const amount = z.union([z.number().min(0), z.string().regex(/^(?:\$.+|\d+(?:\.\d+)?)$/u, expectedAmount)], {
  error: `${expectedAmount}; mend it`,
});

const secondsOption = z.union(
  [z.strictObject({ value: amount.exactOptional(), ...right }), z.strictObject({ value: amount, ...wrong })],
  eitherWay,
);

const lineOption = z.union(
  [
    z.strictObject({ line: words, instead: words.describe('What mends the line'), ...right }),
    z.strictObject({ line: words, instead: words.exactOptional().describe('A change that does not help'), ...wrong }),
  ],
  eitherWay,
);

/** What a run must come to. */
const shows = z
  .strictObject({
    stdout: z.string().exactOptional(),
    seconds: amount.exactOptional(),
    findings: z.array(z.enum(findingKinds)).exactOptional(),
    outcome: z.enum(['finished', 'deadlocked', 'timed-out']).exactOptional(),
    error: words.exactOptional(),
  })
  .refine((given) => Object.keys(given).length > 0, {
    error: 'expected at least one of `stdout`, `seconds`, `findings`, `outcome` and `error`, found none; write it',
  });

const place = z.int().min(1);

/** Where a run says what the right option is. */
const printedKey = z.union(
  [
    z.strictObject({ 'stdout-line': place }),
    z.strictObject({ stdout: z.literal(true) }),
    z.strictObject({ 'line-count': z.literal(true) }),
    z.strictObject({ 'last-stderr-line': z.literal(true) }),
    z.strictObject({ error: z.literal(true) }),
  ],
  {
    error:
      'expected `stdout-line` with a number, or `stdout`, `line-count`, `last-stderr-line` or `error` with `true`; mend it',
  },
);

const runnerKey = z.union([z.strictObject({ 'stdout-line': place }), z.strictObject({ 'printed-by': place })], {
  error: 'expected `stdout-line` or `printed-by` with a number; mend it',
});

const vary = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/u, 'expected a lower-case name'),
  z.array(z.union([z.number(), words], { error: 'expected a number or a text; mend it' })).min(1),
);

const head = { id, concept: id, chunk: id, since: pythonVersion.exactOptional(), ask: localised };
const varied = { ...head, vary: vary.exactOptional().describe('Values by name; `$name` and `$(…)` put them in') };

const lineName = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u, 'expected lower-case words joined by hyphens');

/** One question. */
export const quizEntry = z.discriminatedUnion('type', [
  z.strictObject({
    ...varied,
    type: z.enum(['single', 'multiple']),
    code: words.exactOptional(),
    shows: shows.exactOptional(),
    options: few(option),
  }),
  z.strictObject({ ...varied, type: z.literal('predict'), code: words, key: printedKey, options: few(provenOption) }),
  z.strictObject({ ...varied, type: z.literal('next'), code: words, key: runnerKey, options: few(provenOption) }),
  z.strictObject({ ...varied, type: z.literal('seconds'), code: words, options: few(secondsOption) }),
  z.strictObject({ ...varied, type: z.literal('bug'), code: words, shows, options: few(lineOption) }),
  z.strictObject({
    ...head,
    type: z.literal('order'),
    code: words,
    lines: z.record(lineName, words).describe('By a name each, in a right order; they stand for the comment `# lines`'),
    shows,
    mistakes: z
      .array(
        z.strictObject({
          before: z.tuple([lineName, lineName]).describe('Speaks when the first stands before the second'),
          ...wrong,
        }),
      )
      .min(1),
  }),
  z.strictObject({
    ...varied,
    type: z.literal('fix'),
    code: words,
    shows,
    keep: z.array(words).default([]).describe('Lines that must stay in the program'),
    fixed: words.describe('A program that passes; shown to whoever gives up'),
    because: localised,
    mistakes: z.array(z.strictObject({ attempt: words, shows, ...wrong })).default([]),
  }),
]);

/** A file of `quizzes/`. */
export const quizzesFile = z.array(quizEntry).min(1);

/** What stands beside it in a lock file, by the id of a question: what runs settled where its author leaves it to them. */
export const quizRecordsFile = z.record(
  id,
  z.union(
    [
      z.strictObject({ answers: z.record(z.string(), z.string()) }),
      z.strictObject({ orders: z.array(z.string()).min(1) }),
    ],
    { error: 'expected `answers` or `orders`; let `studyloop check --update` write this file' },
  ),
);

export type QuizEntry = z.infer<typeof quizEntry>;
export type QuizRecords = z.infer<typeof quizRecordsFile>;
export type ShowsEntry = z.infer<typeof shows>;
export type ProofKey = z.infer<typeof printedKey> | z.infer<typeof runnerKey>;
