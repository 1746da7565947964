import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Folder } from './folder.ts';
import type { QuizRecords as Written } from './quiz-schemas.ts';
import { quizLockOf, readQuizRecords } from './read-quiz-folder.ts';
import type { QuizFile } from './read-quizzes.ts';

/** What runs settled of questions where their authors leave it to them; it stands beside the questions, so that a change shows in the diff. */
export interface QuizRecords {
  /** Null when a run settles it as it stands on record; with renewal, puts it on record. */
  compare(quiz: QuizFile, settled: Settled): string | null;
  /** Writes the records that changed, without what no question needs any more; returns their files. */
  save(root: string): readonly string[];
}

/** The right option of a variant, or whether lines run right in an order. */
export type Settled =
  | { readonly kind: 'answer'; readonly label: string; readonly came: string }
  | { readonly kind: 'order'; readonly order: string; readonly isRight: boolean };

/** Opens the records of all questions; `renew` puts what runs settle now on record instead of comparing with it. */
export function openQuizRecords(folder: Folder, quizzes: readonly QuizFile[], mode: 'compare' | 'renew'): QuizRecords {
  const byFile = Map.groupBy(quizzes, ({ file }) => file);
  const books = new Map([...byFile].map(([file, all]) => [file, openBook(folder, file, all)]));
  return {
    compare({ file, quiz }, settled) {
      const facts = books.get(file)?.facts ?? new Map<string, string>();
      const [name, came] = factOf(quiz.id, settled);
      if (mode === 'compare') return difference(facts.get(name), settled);
      facts.set(name, came);
      return null;
    },
    save(root) {
      const changed = [...books.values()].filter(({ text, facts, quizzes: all }) => bookText(all, facts) !== text);
      for (const { lock, facts, quizzes: all } of changed) write(join(root, lock), bookText(all, facts));
      return changed.map(({ lock }) => lock).toSorted();
    },
  };
}

/** The records of one file. */
interface Book {
  readonly lock: string;
  readonly quizzes: readonly QuizFile[];
  /** As it was read; null where nothing was on record. */
  readonly text: string | null;
  /** By question and label, or by question and order, which then is `right` or `wrong`. */
  readonly facts: Map<string, string>;
}

function openBook(folder: Folder, file: string, quizzes: readonly QuizFile[]): Book {
  const lock = quizLockOf(file);
  const slash = lock.lastIndexOf('/');
  const isThere = folder.names(lock.slice(0, slash)).some(({ name }) => name === lock.slice(slash + 1));
  if (!isThere) return { lock, quizzes, text: null, facts: new Map() };
  const written = readQuizRecords(folder, lock);
  return { lock, quizzes, text: folder.text(lock), facts: new Map(Object.entries(written).flatMap(factsIn)) };
}

function factsIn([id, record]: readonly [string, Written[string]]): readonly (readonly [string, string])[] {
  if ('orders' in record) return record.orders.map((order) => [`${id} ${order}`, 'right'] as const);
  return Object.entries(record.answers).map(([label, answer]) => [`${id} ${label}`, answer] as const);
}

function factOf(id: string, settled: Settled): readonly [name: string, came: string] {
  if (settled.kind === 'answer') return [`${id} ${settled.label}`, settled.came];
  return [`${id} ${settled.order}`, settled.isRight ? 'right' : 'wrong'];
}

function difference(recorded: string | undefined, settled: Settled): string | null {
  const cure = 'look at it; when that is right, `studyloop check --update` puts it on record.';
  if (settled.kind === 'order') {
    if ((recorded === 'right') === settled.isRight) return null;
    return settled.isRight
      ? `expected on record that this runs right, found nothing; ${cure}`
      : `expected this to run right, as on record, it does not; ${cure}`;
  }
  if (recorded === settled.came) return null;
  if (recorded === undefined) return `expected the answer on record, found none; ${cure}`;
  return `expected the answer \`${recorded}\`, as on record, the program says \`${settled.came}\`; ${cure}`;
}

/** The text of a lock file, in the order of the questions; null when they need none. */
function bookText(quizzes: readonly QuizFile[], facts: ReadonlyMap<string, string>): string | null {
  const records = quizzes.flatMap((quiz) => recordOf(quiz, facts));
  return records.length === 0 ? null : stringify(Object.fromEntries(records), { lineWidth: 0 });
}

function recordOf(
  { quiz, proofs }: QuizFile,
  facts: ReadonlyMap<string, string>,
): readonly [string, Written[string]][] {
  const needed = proofs.map(({ expects }) => expects);
  const orders = needed.flatMap((one) =>
    one.kind === 'order' && facts.get(`${quiz.id} ${one.order}`) === 'right' ? [one.order] : [],
  );
  if (orders.length > 0) return [[quiz.id, { orders }]];
  const answers = needed.flatMap((one) => {
    const answer = one.kind === 'key' && one.answer === null ? facts.get(`${quiz.id} ${one.label}`) : undefined;
    return one.kind === 'key' && answer !== undefined ? [[one.label, answer] as const] : [];
  });
  return answers.length === 0 ? [] : [[quiz.id, { answers: Object.fromEntries(answers) }]];
}

function write(file: string, text: string | null): void {
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
}
