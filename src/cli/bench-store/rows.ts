import type { Tables } from '#store/tables.ts';

/** Rows of the tables that hold what learners did. */
export type LearnerRows = { readonly [Name in LearnerTable]: Tables[Name][] };

type LearnerTable =
  | 'answer'
  | 'standing'
  | 'studied_day'
  | 'attempt'
  | 'exercise_begun'
  | 'chunk_read'
  | 'position'
  | 'lapse'
  | 'vote'
  | 'member'
  | 'setting'
  | 'reminder';

export const noRows = (): LearnerRows => ({
  answer: [],
  standing: [],
  studied_day: [],
  attempt: [],
  exercise_begun: [],
  chunk_read: [],
  position: [],
  lapse: [],
  vote: [],
  member: [],
  setting: [],
  reminder: [],
});
