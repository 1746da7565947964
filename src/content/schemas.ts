import { z } from 'zod';
import { errorKinds } from '#core/explain/error-kinds.ts';
import { reviewConcepts, ruleKinds } from '#core/review/review-page.ts';

/** The shapes of content files: what the loader accepts, and the source of the JSON Schemas for authors' editors. */

const words = z.string().trim().min(1);
const localised = z.strictObject({ en: words, zh: words.exactOptional() });

/** Lower-case words joined by hyphens: ids, and the names of courses' and lessons' folders. */
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'expected lower-case words joined by hyphens');
const ruleName = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/u, 'expected lower-case words joined by underscores');

const number = z.int().min(1);

/** `course.yaml` */
export const courseFile = z.strictObject({
  title: localised,
  lessons: z
    .array(
      z.union([z.strictObject({ number, title: localised.exactOptional() }), z.strictObject({ number, folder: id })], {
        error: 'expected a lesson with a `title` (announced) or with a `folder` (here), not both; mend it',
      }),
    )
    .min(1),
});

/** `lesson.yaml` */
export const lessonFile = z.strictObject({
  title: localised,
  promise: localised,
  objectives: z.array(localised).min(1),
  chapters: z.array(z.strictObject({ title: localised, chunks: z.array(id).min(1) })).min(1),
});

const row = { id, term: localised, meaning: localised, precisely: localised, chunk: id.nullable() };

const verdictCase = z.strictObject({
  id,
  scenario: localised,
  verdict: z.enum(['yes', 'no', 'depends']),
  because: localised,
});

/** `concepts.yaml` */
export const conceptsFile = z.strictObject({
  takeaways: z.array(z.strictObject(row)).min(2),
  when: z.array(z.strictObject({ ...row, cases: z.array(verdictCase).min(1) })).default([]),
});

/** `misconceptions.yaml` */
export const misconceptionsFile = z.array(z.strictObject({ id, belief: localised, truth: localised }));

/** `errors.yaml`: the chunk that explains an error. */
export const errorsFile = z.strictObject(Object.fromEntries(errorKinds.map((kind) => [kind, id.exactOptional()])));

/** English, since every other language falls back to it. */
const language = z.literal('en');

/** The front matter of a chunk. */
export const chunkHead = z.strictObject({ id, language, title: localised, concept: id.nullable() });

const rightOption = z.strictObject({ value: localised, right: z.literal(true), because: localised });
const wrongOption = z.strictObject({ value: localised, misconception: id, because: localised });
const option = z.union([rightOption, wrongOption], {
  error: 'expected an option with `right: true` or with the `misconception` behind it, not both; mend it',
});

/** What a program must print for the right option to be right. */
const key = z.union(
  [z.strictObject({ 'stdout-line': z.int().min(1) }), z.strictObject({ 'last-stderr-line': z.literal(true) })],
  { error: 'expected `stdout-line` with a number, or `last-stderr-line: true`; mend it' },
);

const quizHead = { id, concept: id, chunk: id, ask: localised, options: z.array(option).min(3).max(4) };

/** A file of `quizzes/`. */
export const quizzesFile = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ ...quizHead, type: z.literal('single'), code: words.exactOptional() }),
      z.strictObject({ ...quizHead, type: z.literal('multiple'), code: words.exactOptional() }),
      z.strictObject({ ...quizHead, type: z.literal('predict'), code: words, key }),
    ]),
  )
  .min(1);

/** `exercise.yaml` */
export const exerciseFile = z.strictObject({ id, title: localised, concept: id, chunk: id });

/** The front matter of a review page. */
export const reviewHead = z.strictObject({
  rule: ruleName,
  concept: z.enum(reviewConcepts),
  kind: z.enum(ruleKinds),
  chunk: id.nullable(),
  language,
  comment: localised,
});

/** `texts/<language>.yaml` */
export const textsFile = z.record(z.string(), words);

export type CourseEntry = z.infer<typeof courseFile>;
export type LessonEntry = z.infer<typeof lessonFile>;
export type QuizEntry = z.infer<typeof quizzesFile>[number];
export type ProofKey = z.infer<typeof key>;
