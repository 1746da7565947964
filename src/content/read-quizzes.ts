import { chunkId, conceptId, misconceptionId, quizId } from '#core/ids.ts';
import type { Quiz, QuizOption } from '#core/quiz/quiz.ts';
import type { Folder } from './folder.ts';
import type { Mention, Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ProofKey, QuizEntry } from './schemas.ts';
import { quizzesFile } from './schemas.ts';

/** A written quiz, with what proves its key. */
export interface QuizFile {
  readonly file: string;
  readonly line: number;
  readonly quiz: Quiz;
  /** The program that settles it and where its output holds the answer; null where no program can. */
  readonly proof: { readonly code: string; readonly key: ProofKey; readonly answer: string } | null;
  readonly mentions: Mentions;
}

/** Buttons hold no more (Slack 75, Discord 80). */
const longestOption = 75;

/** Empty when the file cannot be read, which has been reported. */
export function readQuizzes(folder: Folder, file: string): readonly QuizFile[] {
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, quizzesFile, folder.report);
  if (parsed === null) return [];
  return parsed.value.map((entry, index) => {
    const at: At = (...path) => ({ file, line: parsed.lineOf(index, ...path) });
    checkOptions(entry, (message, ...path) =>
      folder.report({ ...at(...path), message: `quiz \`${entry.id}\`: ${message}` }),
    );
    return { ...at('id'), ...quizOf(entry), mentions: mentionsIn(entry, at) };
  });
}

type At = (...path: readonly PropertyKey[]) => Pick<Mention, 'file' | 'line'>;

function mentionsIn(entry: QuizEntry, at: At): Mentions {
  const beliefs = entry.options.flatMap((option, place) =>
    'misconception' in option
      ? [{ kind: 'misconception', id: option.misconception, ...at('options', place, 'misconception') } as const]
      : [],
  );
  return {
    given: [{ kind: 'quiz', id: entry.id, ...at('id') }],
    referred: [
      { kind: 'concept', id: entry.concept, ...at('concept') },
      { kind: 'chunk', id: entry.chunk, ...at('chunk') },
      ...beliefs,
    ],
  };
}

function quizOf(entry: QuizEntry): Pick<QuizFile, 'quiz' | 'proof'> {
  const quiz: Quiz = {
    id: quizId(entry.id),
    type: entry.type,
    concept: conceptId(entry.concept),
    chunk: chunkId(entry.chunk),
    ask: entry.ask,
    code: entry.code ?? null,
    order: 'shuffled',
    options: entry.options.map(optionOf),
  };
  if (entry.type !== 'predict') return { quiz, proof: null };
  const answer = quiz.options.find((option) => option.right)?.label.en ?? '';
  return { quiz, proof: { code: entry.code, key: entry.key, answer } };
}

function optionOf(option: QuizEntry['options'][number], index: number): QuizOption {
  const misconception = 'misconception' in option ? misconceptionId(option.misconception) : null;
  const { value, because } = option;
  return { id: String(index + 1), label: value, right: misconception === null, because, misconception };
}

type ReportAt = (message: string, ...path: readonly PropertyKey[]) => void;

function checkOptions(entry: QuizEntry, report: ReportAt): void {
  checkRight(entry, report);
  const seen = new Set<string>();
  for (const [place, { value }] of entry.options.entries()) {
    if (seen.has(value.en)) {
      report(`expected different options, found \`${value.en}\` twice; change one.`, 'options', place, 'value');
    }
    seen.add(value.en);
    for (const label of [value.en, value.zh ?? '']) {
      if (label.length <= longestOption) continue;
      const found = `expected an option of at most ${longestOption} characters, found ${label.length}; shorten it.`;
      report(found, 'options', place, 'value');
    }
  }
}

function checkRight({ type, options }: QuizEntry, report: ReportAt): void {
  const right = options.filter((option) => 'right' in option).length;
  if (type === 'multiple' ? right < 1 : right !== 1) {
    const expected = type === 'multiple' ? 'at least one right option' : 'exactly one right option';
    const cure = right === 0 ? 'mark it with `right: true`' : 'give the others the `misconception` behind them';
    report(`expected ${expected}, found ${right === 0 ? 'none' : right}; ${cure}.`, 'options');
  } else if (right === options.length) {
    report('expected at least one wrong option, found none; add one with the `misconception` behind it.', 'options');
  }
}
