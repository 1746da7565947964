import { z } from 'zod';
import { errorKinds } from '#core/explain/error-kinds.ts';
import { reviewConcepts, ruleKinds } from '#core/review/review-page.ts';
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

/** What one can do after a lesson, and by which concepts and exercises that is known. */
const objective = z.strictObject({ text: localised, concepts: z.array(id).min(1), exercises: z.array(id).default([]) });

/** `lesson.yaml`; `ending` is what the card behind the last page says, and the page that leads over to the next lesson. */
export const lessonFile = z.strictObject({
  title: localised,
  promise: localised,
  objectives: z.array(objective).min(1),
  chapters: z.array(z.strictObject({ title: localised, chunks: z.array(id).min(1) })).min(1),
  ending: z.strictObject({ text: localised, bridge: id.exactOptional() }).exactOptional(),
});

/** A program, and all that it prints. */
const example = z.strictObject({ code: words, prints: words });

const row = {
  id,
  term: localised,
  meaning: localised,
  precisely: localised,
  chunk: id.nullable(),
  added: z.literal(true).exactOptional(),
  requires: z.array(id).default([]),
  also: z.array(words).default([]),
  example: example.exactOptional(),
};

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

/** `misconceptions.yaml`; `program` with `shows` proves the truth. */
export const misconceptionsFile = z.array(
  z
    .strictObject({
      id,
      concept: id,
      belief: localised,
      truth: localised,
      program: words.exactOptional(),
      shows: words.exactOptional(),
    })
    .refine(({ program, shows }) => (program === undefined) === (shows === undefined), {
      error: 'expected `program` and `shows` together, or neither; mend it',
    }),
);

/** `reading.yaml` */
export const readingFile = z
  .array(
    z.strictObject({
      title: localised,
      entries: z
        .array(
          z.strictObject({
            id,
            title: words,
            by: words.exactOptional(),
            url: z.url({ protocol: /^https$/u, error: 'expected an https address' }).exactOptional(),
            why: localised,
            chunk: id.nullable(),
            health: z.enum(['current', 'dated', 'replaced', 'not-found']),
            note: localised.exactOptional(),
          }),
        )
        .min(1),
    }),
  )
  .min(1);

/** `errors.yaml`: the chunk that explains an error. */
export const errorsFile = z.strictObject(Object.fromEntries(errorKinds.map((kind) => [kind, id.exactOptional()])));

/** English, since every other language falls back to it. */
const language = z.literal('en');

/** In quotes, since YAML takes 3.10 for 3.1. */
const pythonVersion = z.string().regex(/^3\.\d{1,2}$/u, 'expected a version of Python, like "3.13"');

/** The front matter of a chunk. */
export const chunkHead = z.strictObject({
  id,
  language,
  title: localised,
  concept: id.nullable(),
  requires: z.array(id).default([]),
  since: pythonVersion.exactOptional(),
});

/** `exercise.yaml` */
export const exerciseFile = z.strictObject({ id, title: localised, concept: id, chunk: id });

/** The front matter of a review page; `why` has what stands below it in other languages, as Markdown. */
export const reviewHead = z.strictObject({
  rule: ruleName,
  concept: z.enum(reviewConcepts),
  kind: z.enum(ruleKinds),
  chunk: id.nullable(),
  language,
  comment: localised,
  why: z.strictObject({ zh: words }).exactOptional(),
});

/** `texts/<language>.yaml` */
export const textsFile = z.record(z.string(), words);

export type CourseEntry = z.infer<typeof courseFile>;
export type ConceptsEntry = z.infer<typeof conceptsFile>;
export type RowEntry = ConceptsEntry['takeaways'][number];
export type ReadingEntry = z.infer<typeof readingFile>[number]['entries'][number];
export type LessonEntry = z.infer<typeof lessonFile>;
