import { z } from 'zod';
import { errorKinds } from '#core/explain/error-kinds.ts';
import { id, localised, words } from './words-schemas.ts';

/** The shapes of content files: what the loader accepts, and the source of the JSON Schemas for authors' editors. Questions have a file of their own. */

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

/** `exercise.yaml` */
export const exerciseFile = z.strictObject({ id, title: localised, concept: id, chunk: id });

/** The front matter of a review page. */
export const reviewHead = z.strictObject({
  rule: ruleName,
  concept: id,
  kind: z.enum(['error', 'hang', 'hidden', 'slow', 'style']),
  language,
  comment: localised,
});

/** `texts/<language>.yaml` */
export const textsFile = z.record(z.string(), words);

export type CourseEntry = z.infer<typeof courseFile>;
export type LessonEntry = z.infer<typeof lessonFile>;
