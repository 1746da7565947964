import type { ErrorKind } from '../explain/error-kinds.ts';
import type { ChunkId, ConceptId, CourseId, ExerciseId, MisconceptionId } from '../ids.ts';
import type { PythonVersion } from '../python-version.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { ReviewPage } from '../review/review-page.ts';
import type { Block } from '../view.ts';
import type { Localised, Say, Language } from '../words.ts';
import type { Exercise } from './exercise.ts';

/** Everything that authors wrote, read once, checked and frozen. */
export interface Library {
  readonly courses: readonly Course[];
  /** A page for each rule of the reviewer. */
  readonly reviewPages: readonly ReviewPage[];
  /** The bot's own words in a language. */
  readonly speak: (language: Language) => Say;
}

/** A course is twelve lessons, some of them only announced; what can be read of it is one row of chunks. */
export interface Course {
  readonly id: CourseId;
  readonly title: Localised<string>;
  readonly lessons: readonly Lesson[];
  /** In reading order, over all lessons that are here. */
  readonly chunks: readonly Chunk[];
  readonly concepts: readonly Concept[];
  readonly misconceptions: readonly Misconception[];
  readonly reading: readonly ReadingSection[];
  readonly errorPages: readonly ErrorPage[];
  /** Written by authors and generated from the tables. */
  readonly quizzes: readonly Quiz[];
  /** In the order of the chunks to which they belong. */
  readonly exercises: readonly Exercise[];
}

export type Lesson =
  /** `title` is null while it is not known. */
  | { readonly kind: 'announced'; readonly number: number; readonly title: Localised<string> | null }
  | {
      readonly kind: 'here';
      readonly number: number;
      readonly title: Localised<string>;
      readonly promise: Localised<string>;
      readonly objectives: readonly Objective[];
      readonly chapters: readonly Chapter[];
      /** Null while its closing card has nothing to say of its own. */
      readonly ending: Ending | null;
    };

/** What a learner can do after a lesson: known by its concepts and exercises. */
export interface Objective {
  readonly text: Localised<string>;
  /** At least one. */
  readonly concepts: readonly ConceptId[];
  readonly exercises: readonly ExerciseId[];
}

/** What the card behind the last page of a lesson says. */
export interface Ending {
  readonly text: Localised<string>;
  /** The page that leads over to the next lesson; null while it is not written. */
  readonly bridge: ChunkId | null;
}

/** The chunk to read about an error that a run may end with. */
export interface ErrorPage {
  readonly error: ErrorKind;
  readonly chunk: ChunkId;
}

/** A heading of a lesson and the chunks under it. */
export interface Chapter {
  readonly title: Localised<string>;
  readonly chunks: readonly ChunkId[];
}

/** One idea, one phone screen. */
export interface Chunk {
  readonly id: ChunkId;
  readonly title: Localised<string>;
  readonly chapter: Localised<string>;
  /** The row of a table that it teaches; null for a chunk that only sets the scene. */
  readonly concept: ConceptId | null;
  /** The pages it builds on. */
  readonly requires: readonly ChunkId[];
  /** The first Python that can run its examples; null where every Python that we run can. */
  readonly since: PythonVersion | null;
  readonly body: Localised<readonly Block[]>;
  /** The programs in the body that can be run, in order. */
  readonly examples: readonly string[];
}

/** A row of one of the lesson's two tables. */
export type Concept = Takeaway | Scenario;

interface Row {
  readonly id: ConceptId;
  /** What stands in the first column. */
  readonly term: Localised<string>;
  /** What stands in the second column. */
  readonly meaning: Localised<string>;
  /** What a careful teacher adds to the second column. */
  readonly precisely: Localised<string>;
  /** The chunk that teaches it; null while it is not written. */
  readonly chunk: ChunkId | null;
  /** True for a row that the lesson's own table forgot. */
  readonly added: boolean;
  /** The rows one has to know first; there is no circle among them. */
  readonly requires: readonly ConceptId[];
  /** Other names by which people look it up, in any language. */
  readonly also: readonly string[];
  /** The smallest program that shows it, and all that it prints; null where the chunk's first example does. */
  readonly example: { readonly code: string; readonly prints: string } | null;
}

/** Key Takeaways: a term and what it means. */
export interface Takeaway extends Row {
  readonly table: 'takeaways';
}

/** When to Use Async: a situation and the advice for it. */
export interface Scenario extends Row {
  readonly table: 'when';
  readonly cases: readonly Case[];
}

/** A scenario made so definite that it has one answer. */
export interface Case {
  readonly id: string;
  readonly scenario: Localised<string>;
  readonly verdict: Verdict;
  readonly because: Localised<string>;
}

export type Verdict = 'yes' | 'no' | 'depends';

export interface Misconception {
  readonly id: MisconceptionId;
  readonly concept: ConceptId;
  readonly belief: Localised<string>;
  readonly truth: Localised<string>;
  /** A program that proves the truth; null where there is none. */
  readonly program: string | null;
}

/** A heading of the reading list and what stands under it. */
export interface ReadingSection {
  readonly title: Localised<string>;
  readonly entries: readonly Reading[];
}

/** A text, a talk, a library or a book that helps with the course. */
export interface Reading {
  readonly id: string;
  readonly title: string;
  readonly by: string | null;
  /** https; null where we are not sure of an address. */
  readonly url: string | null;
  readonly why: Localised<string>;
  /** The page that it supports; null for what supports all of them, or none that is here. */
  readonly chunk: ChunkId | null;
  readonly health: Health;
  /** What to know about it before one reads it; null where it is fine as it is. */
  readonly note: Localised<string> | null;
}

/** How it stands with an entry of the reading list. */
export type Health = 'current' | 'dated' | 'replaced' | 'not-found';
