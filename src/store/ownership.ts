import type { Tables } from './tables.ts';

/**
 * What of each table belongs to whom. A table that is not here does not compile, and a test walks the columns of the real
 * database: nothing of a learner can be forgotten to be forgotten.
 */
const ownership: { readonly [Name in keyof Tables]: Ownership<keyof Tables[Name] & string> } = {
  request: nobodys(),
  account: learners('learner'),
  link_code: learners('learner'),
  link_try: learners('learner'),
  forget_code: learners('learner'),
  setting: learners('learner'),
  studied_day: learners('learner'),
  running: nobodys(),
  reminder: { ...learners('learner'), community: 'community' },
  reminded: learners('learner'),
  position: learners('learner'),
  chunk_read: learners('learner'),
  answer: learners('learner'),
  exercise_begun: learners('learner'),
  attempt: learners('learner'),
  lapse: learners('learner'),
  vote: { ...learners('learner'), within: { parent: 'prompt', column: 'prompt' } },
  schedule: { ...nobodys(), names: ['created_by'], community: 'community' },
  prompt: { ...nobodys(), community: 'community' },
  post: { ...nobodys(), within: { parent: 'schedule', column: 'schedule' } },
  member: { ...learners('learner'), community: 'community' },
  standing: learners('learner'),
  class_standing: { ...nobodys(), community: 'community' },
  teacher: { ...learners('learner'), names: ['appointed_by'], community: 'community' },
  class_setting: { ...nobodys(), community: 'community' },
  assignment: { ...nobodys(), names: ['assigned_by'], community: 'community' },
  extension: { ...learners('learner'), community: 'community' },
  question_report: { ...learners('learner'), community: 'community' },
  audit: { ...nobodys(), names: ['who'], mentions: ['about'], community: 'community' },
  // What buttons mean is sealed, and names nobody.
  note: nobodys(),
};

interface Ownership<Column extends string> {
  /** The column that tells whose a row is: their rows are handed over with their data, and go with them. */
  readonly owner: Column | null;
  /** Columns that name somebody in a row that is not theirs: the name is taken out of them. */
  readonly names: readonly Column[];
  /** Columns with a text in which somebody may be named: the name is taken out of it. */
  readonly mentions: readonly Column[];
  /** The column that tells to which community a row belongs; beside it stands `platform`. */
  readonly community: Column | null;
  /** Where a row belongs to the community of another one: its table, and the column that holds its id. */
  readonly within: { readonly parent: keyof Tables; readonly column: Column } | null;
}

function nobodys(): Ownership<never> {
  return { owner: null, names: [], mentions: [], community: null, within: null };
}

function learners<Column extends string>(owner: Column): Ownership<Column> {
  return { owner, names: [], mentions: [], community: null, within: null };
}

/** Whose the rows of a table are, by its name. */
export const owned: readonly (Ownership<string> & { readonly table: string })[] = Object.entries(ownership).map(
  ([table, one]) => ({ table, ...one }),
);
