import type { ChunkId, ConceptId, CourseId, ExerciseId, LearnerId, MisconceptionId, QuizId } from '../ids.ts';

/** A class: all who learn in one server or workspace. */
export interface Class {
  readonly platform: string;
  /** By the platform's name for it. */
  readonly community: string;
}

/** Who belongs to a class, and what its members know together. Never folded from everybody's facts: kept beside them. */
export interface ClassStore {
  /**
   * Called with everything that a learner asks for; null: where they are by themselves. Who is seen in a class is a member
   * of it from then on, and is active in all of their classes, wherever they learn. Exact to a few minutes.
   */
  seen(learner: LearnerId, where: Class | null, at: number): Promise<void>;
  /** Called for reports and goals: how many members there are, how many were active since then, and what they know. */
  figures(of: Class, course: CourseId, activeSince: number): Promise<ClassFigures>;
  /** Called when a teacher asks for everything: one line for each member, in the order in which they came. */
  roster(of: Class, course: CourseId): Promise<readonly RosterLine[]>;
  /** Called when a learner is forgotten: they are in no class any more, and count in none of its figures. */
  forget(learner: LearnerId): Promise<void>;
  /** Called with everything asked for in a class: whom its managers have made teachers, the first one first. */
  teachers(of: Class): Promise<readonly LearnerId[]>;
  /** Called when a manager makes somebody a teacher; `again`: they were one. */
  appoint(appointment: Appointment): Promise<'appointed' | 'again'>;
  /** Called when a manager takes that back. */
  dismiss(of: Class, learner: LearnerId): Promise<'dismissed' | 'was-none'>;
}

export interface Appointment extends Class {
  readonly learner: LearnerId;
  readonly by: LearnerId;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What the last answers of members say, counted. Each member counts by the account that they are there with. */
export interface ClassFigures {
  readonly members: number;
  readonly active: number;
  readonly beliefs: readonly BeliefFigure[];
  readonly concepts: readonly ConceptFigure[];
}

export interface BeliefFigure {
  readonly misconception: MisconceptionId;
  /** Members whose answers have spoken of it; at least 1. */
  readonly asked: number;
  /** Of these, those whose last answer that speaks of it shows that they hold it. */
  readonly held: number;
}

export interface ConceptFigure {
  readonly concept: ConceptId;
  /** Members who have answered a question about it; at least 1. */
  readonly asked: number;
  /** Of these, those whose last answer about it was right. */
  readonly right: number;
}

export interface RosterLine {
  readonly learner: LearnerId;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly answers: number;
  readonly rightAnswers: number;
  /** Concepts by their last answers. */
  readonly right: readonly ConceptId[];
  readonly wrong: readonly ConceptId[];
  readonly holds: readonly MisconceptionId[];
}

/** What a class is asked to do. */
export interface AssignmentStore {
  /** Called when a teacher assigns something; assigned again, it is due then. */
  assign(assignment: Assignment): Promise<'assigned' | 'moved'>;
  /** Called when a teacher gives one learner more time. `none`: it is not assigned. */
  extend(extension: Extension): Promise<'extended' | 'none'>;
  withdraw(task: Task): Promise<'withdrawn' | 'none'>;
  /** What a learner has to do, with the time that they have for it; what is due first comes first. */
  of(learner: LearnerId, where: Class): Promise<readonly OwnTask[]>;
  /** What the class has to do, and who has done it; what is due first comes first. */
  overview(where: Class): Promise<readonly ClassTask[]>;
}

/** A page to read or an exercise to solve. */
export interface Task extends Class {
  readonly course: CourseId;
  readonly item: TaskItem;
}

export type TaskItem =
  | { readonly kind: 'chunk'; readonly chunk: ChunkId }
  | { readonly kind: 'exercise'; readonly exercise: ExerciseId };

export interface Assignment extends Task {
  /** On the clock of whoever has to do it: `2026-12-01T18:00`. */
  readonly due: string;
  readonly by: LearnerId;
  readonly at: number;
}

export interface Extension extends Task {
  readonly learner: LearnerId;
  readonly due: string;
}

export interface OwnTask extends Task {
  readonly due: string;
  readonly isDone: boolean;
}

export interface ClassTask extends Task {
  readonly due: string;
  readonly members: number;
  /** Members, in the order in which they came. */
  readonly done: readonly LearnerId[];
}

/** What classes do for the sport of it: a goal that all work for, and a list of who improves most. */
export interface ContestStore {
  settings(of: Class): Promise<ClassSettings>;
  change(of: Class, settings: Partial<ClassSettings>): Promise<void>;
  /** Called when a member wants to stand in the list under that name, or (null) no longer. */
  compete(learner: LearnerId, where: Class, name: string | null): Promise<void>;
  /** For each member who stands in the list: answers that were right in two spans of time, which do not overlap. */
  rights(of: Class, spans: Spans): Promise<readonly Rights[]>;
}

export interface ClassSettings {
  readonly leaderboard: 'off' | 'on';
  /** So many concepts, each known by so many of a hundred members who were asked; null: there is none. */
  readonly goal: { readonly concepts: number; readonly percent: number } | null;
}

/** Epoch milliseconds: from `before` to `since`, and from `since` to `until`, each without its end. */
export interface Spans {
  readonly before: number;
  readonly since: number;
  readonly until: number;
}

export interface Rights {
  readonly learner: LearnerId;
  readonly name: string;
  readonly before: number;
  readonly since: number;
}

/** What learners think is wrong with questions. */
export interface QuestionReportStore {
  /**
   * Called when a learner says that something is wrong with a question; of one learner and question the first one counts
   * until it is settled. `too-many`: they have said so of `most` others since a time.
   */
  report(report: QuestionReport, limit: ReportLimit): Promise<'reported' | 'again' | 'too-many'>;
  /** What is not settled: one line for a question, the most reported first. */
  open(of: Class): Promise<readonly ReportedQuestion[]>;
  /** Called when a teacher has dealt with a question; how many reports that settles. */
  settle(of: Class, question: QuestionName): Promise<number>;
}

export interface QuestionName {
  readonly course: CourseId;
  readonly quiz: QuizId;
}

export interface QuestionReport extends Class, QuestionName {
  readonly learner: LearnerId;
  /** With which it was drawn. */
  readonly seed: number;
  /** In the learner's words. */
  readonly reason: string;
  readonly at: number;
}

export interface ReportLimit {
  readonly since: number;
  readonly most: number;
}

export interface ReportedQuestion extends QuestionName {
  readonly seed: number;
  readonly count: number;
  /** The last few, the newest first. */
  readonly reasons: readonly string[];
}

/** What teachers did. Nothing of it is ever changed or taken out but by forgetting a person or a class. */
export interface AuditStore {
  write(entry: AuditEntry): Promise<void>;
  /** The newest first. */
  last(of: Class, count: number): Promise<readonly AuditEntry[]>;
}

export interface AuditEntry extends Class {
  readonly who: LearnerId;
  /** What was done: the command and a word for it, `assign extend`. */
  readonly act: string;
  /** To what, as it was asked for; may be empty. */
  readonly about: string;
  /** The channel; null where none is known. */
  readonly channel: string | null;
  readonly at: number;
}
