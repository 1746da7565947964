import type { Answer } from '#core/quiz/quiz.ts';
import type { ReportAt } from './fill-in.ts';
import type { QuizProof } from './quiz-proof.ts';
import type { QuizEntry, QuizRecords } from './quiz-schemas.ts';

/** How a question is answered, and the programs that prove what is right. */
export interface Built {
  readonly answer: Answer;
  readonly proofs: readonly QuizProof[];
}

/** What is around a question, or around one variant of it, while it is read. */
export interface Desk {
  /** Of the variant; empty where nothing varies. */
  readonly label: string;
  readonly record: QuizRecords[string] | undefined;
  readonly report: ReportAt;
  /** Called for what is wrong with the record, which `check --update` writes. */
  readonly reportRecord: ReportAt;
  readonly lineOf: (...path: readonly PropertyKey[]) => number;
}

/** The entry of one type. */
export type EntryOf<Type extends QuizEntry['type']> = Extract<QuizEntry, { readonly type: Type }>;
