/** Identifiers that must not be mixed. Each is made in one function here, the only place that may assert a brand. */

declare const of: unique symbol;
type Id<Name extends string> = string & { readonly [of]: Name };

/** One person as one platform knows them: `discord:81…`, `slack:T1/U1`, `console:me`. */
export type LearnerId = Id<'learner'>;
/** The platform's own id of an event; the same event delivered twice carries the same id. */
export type RequestId = Id<'request'>;
/** One run of a learner: the id of the request that asked for it. */
export type RunId = Id<'run'>;
/** A course's folder name: what people type after `/lesson`. */
export type CourseId = Id<'course'>;
/** Unique within a course. */
export type ChunkId = Id<'chunk'>;
/** Unique within a course: a row of a concept table. */
export type ConceptId = Id<'concept'>;
/** Unique within a course. */
export type QuizId = Id<'quiz'>;
/** Unique within a course; the name of its folder, which people type. */
export type ExerciseId = Id<'exercise'>;
/** One plan of when a channel is asked: short, since teachers type it. */
export type ScheduleId = Id<'schedule'>;
/** One question that a channel was asked: a schedule and a local date. */
export type PromptId = Id<'prompt'>;
/** Unique within a course: one belief a learner may hold. */
export type MisconceptionId = Id<'misconception'>;

/* oxlint-disable typescript/no-unsafe-type-assertion -- this file is where brands are made */
export const learnerId = (text: string): LearnerId => text as LearnerId;
export const requestId = (text: string): RequestId => text as RequestId;
export const runId = (text: string): RunId => text as RunId;
export const courseId = (text: string): CourseId => text as CourseId;
export const chunkId = (text: string): ChunkId => text as ChunkId;
export const conceptId = (text: string): ConceptId => text as ConceptId;
export const quizId = (text: string): QuizId => text as QuizId;
export const exerciseId = (text: string): ExerciseId => text as ExerciseId;
export const misconceptionId = (text: string): MisconceptionId => text as MisconceptionId;
export const scheduleId = (text: string): ScheduleId => text as ScheduleId;
export const promptId = (text: string): PromptId => text as PromptId;
