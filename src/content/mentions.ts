/** What has an id. A case's is `<row>-<case>`, as in the id of its question. */
export type Kind = 'chunk' | 'concept' | 'misconception' | 'quiz' | 'exercise' | 'case' | 'error' | 'reading';

/** An id where it stands in a content file. */
export interface Mention {
  readonly kind: Kind;
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

/** The ids that files give to something, and those by which they refer to something. */
export interface Mentions {
  readonly given: readonly Mention[];
  readonly referred: readonly Mention[];
}

/** All mentions of several files. */
export function joinMentions(all: readonly Mentions[]): Mentions {
  return { given: all.flatMap(({ given }) => given), referred: all.flatMap(({ referred }) => referred) };
}
