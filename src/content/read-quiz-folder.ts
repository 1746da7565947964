import type { Folder } from './folder.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Problem } from './problem.ts';
import type { QuizRecords } from './quiz-schemas.ts';
import { quizRecordsFile } from './quiz-schemas.ts';
import type { QuizFile } from './read-quizzes.ts';
import { readQuizzes } from './read-quizzes.ts';

/** The questions of a lesson. */
export interface QuizFiles {
  readonly quizzes: readonly QuizFile[];
  /** What is wrong with the records beside them, which `check --update` writes anew. */
  readonly recordFaults: readonly Problem[];
}

/** The questions of a lesson's files, with what runs settled of them; anything else beside them is reported. */
export function readQuizFolder(folder: Folder, path: string): QuizFiles {
  const names = folder.names(path).map(({ name, kind }) => ({ file: `${path}/${name}`, kind }));
  const files = names.filter(({ file, kind }) => kind === 'file' && isQuizzes(file));
  const recordFaults: Problem[] = [];
  const quizzes = files.flatMap(({ file }) => {
    const lock = names.find((other) => other.file === quizLockOf(file));
    const records = lock === undefined ? {} : readQuizRecords(folder, lock.file);
    const read = readQuizzes(folder, file, { records, report: (problem) => recordFaults.push(problem) });
    if (lock !== undefined) recordFaults.push(...needless(lock.file, records, read));
    return read;
  });
  const known = new Set(files.flatMap(({ file }) => [file, quizLockOf(file)]));
  for (const { file } of names.filter((other) => !known.has(other.file))) {
    const message = file.endsWith(lockEnding)
      ? 'expected a file of questions beside it, found none; delete it.'
      : 'expected only .yaml files here; move or delete it.';
    folder.report({ file, line: 1, message });
  }
  return { quizzes, recordFaults };
}

const lockEnding = '.lock.yaml';
const isQuizzes = (file: string): boolean => file.endsWith('.yaml') && !file.endsWith(lockEnding);

/** The file that holds what runs settled of a file of questions. */
export const quizLockOf = (file: string): string => file.replace(/\.yaml$/u, lockEnding);

/** What stands on record; empty when it cannot be read, which has been reported. */
export function readQuizRecords(folder: Folder, file: string): QuizRecords {
  const text = folder.text(file);
  return (text === null ? null : parseYaml({ file, text, firstLine: 1 }, quizRecordsFile, folder.report)?.value) ?? {};
}

/** Records of questions, or of variants of them, that are no more. */
function needless(file: string, records: QuizRecords, read: readonly QuizFile[]): readonly Problem[] {
  const needed = new Set(read.flatMap(recordsNeeded));
  return Object.entries(records)
    .flatMap(([id, record]) =>
      'answers' in record ? Object.keys(record.answers).map((label) => `${id} ${label}`) : [`${id} orders`],
    )
    .filter((name) => !needed.has(name))
    .map((name) => ({
      file,
      line: 1,
      message: `found a record \`${name}\` that no question needs; \`studyloop check --update\` takes it out.`,
    }));
}

/** The names of the records that a question needs. */
function recordsNeeded({ quiz, proofs }: QuizFile): readonly string[] {
  return proofs.flatMap(({ expects }) => {
    if (expects.kind === 'order') return [`${quiz.id} orders`];
    return expects.kind === 'key' && expects.answer === null ? [`${quiz.id} ${expects.label}`] : [];
  });
}
