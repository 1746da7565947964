import { chunkId, conceptId, quizId } from '#core/ids.ts';
import { readPythonVersion } from '#core/python-version.ts';
import type { Quiz } from '#core/quiz/quiz.ts';
import type { ReportAt } from './fill-in.ts';
import type { Folder } from './folder.ts';
import type { Mention, Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Report } from './problem.ts';
import { answerOf } from './quiz-answer.ts';
import type { Desk } from './quiz-desk.ts';
import type { QuizProof } from './quiz-proof.ts';
import type { QuizEntry, QuizRecords } from './quiz-schemas.ts';
import { quizzesFile } from './quiz-schemas.ts';
import { variantsOf } from './variants.ts';

/** A written quiz, with what proves it. */
export interface QuizFile {
  readonly file: string;
  readonly line: number;
  readonly quiz: Quiz;
  readonly proofs: readonly QuizProof[];
  readonly mentions: Mentions;
}

/** What stands on record beside a file, and whom to tell what is wrong with it: `check --update` can mend that. */
export interface OnRecord {
  readonly records: QuizRecords;
  readonly report: Report;
}

/** Empty when the file cannot be read, which has been reported. */
export function readQuizzes(folder: Folder, file: string, onRecord: OnRecord): readonly QuizFile[] {
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, quizzesFile, folder.report);
  if (parsed === null) return [];
  return parsed.value.map((entry, index) => {
    const at: At = (...path) => ({ file, line: parsed.lineOf(index, ...path) });
    const tell =
      (report: Report): ReportAt =>
      (message, ...path) =>
        report({ ...at(...path), message: `quiz \`${entry.id}\`: ${message}` });
    const around = {
      record: onRecord.records[entry.id],
      report: tell(folder.report),
      reportRecord: tell(onRecord.report),
      lineOf: (...path: readonly PropertyKey[]) => at(...path).line,
    };
    return { ...at('id'), ...quizOf(entry, around), mentions: mentionsIn(entry, at) };
  });
}

type At = (...path: readonly PropertyKey[]) => Pick<Mention, 'file' | 'line'>;

function mentionsIn(entry: QuizEntry, at: At): Mentions {
  return {
    given: [{ kind: 'quiz', id: entry.id, ...at('id') }],
    referred: [
      { kind: 'concept', id: entry.concept, ...at('concept') },
      { kind: 'chunk', id: entry.chunk, ...at('chunk') },
      ...('options' in entry ? beliefsIn('options', entry.options, at) : []),
      ...('mistakes' in entry ? beliefsIn('mistakes', entry.mistakes, at) : []),
    ],
  };
}

function beliefsIn(list: string, entries: readonly object[], at: At): readonly Mention[] {
  return entries.flatMap((entry, place) => {
    const id = 'misconception' in entry ? entry.misconception : undefined;
    return typeof id === 'string' ? [{ kind: 'misconception', id, ...at(list, place, 'misconception') } as const] : [];
  });
}

function quizOf(entry: QuizEntry, around: Omit<Desk, 'label'>): Pick<QuizFile, 'quiz' | 'proofs'> {
  const built = variantsOf(entry, around.report).map(({ label, entry: filled }) => {
    const { answer, proofs } = answerOf(filled, { ...around, label });
    const named = proofs.map((proof) => ({
      ...proof,
      part: [label, proof.part].filter((part) => part !== '').join(', '),
    }));
    return { variant: { ask: filled.ask, code: filled.code ?? null, answer }, proofs: named };
  });
  return {
    quiz: {
      id: quizId(entry.id),
      type: entry.type,
      concept: conceptId(entry.concept),
      chunk: chunkId(entry.chunk),
      since: entry.since === undefined ? null : readPythonVersion(entry.since),
      variants: built.map(({ variant }) => variant),
    },
    proofs: built.flatMap(({ proofs }) => proofs),
  };
}
