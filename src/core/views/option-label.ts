import { inline, plain } from '../inline.ts';
import type { Quiz, QuizOption, QuizType } from '../quiz/quiz.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

export interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** An option as a button says it. */
export function optionLabel({ type }: Pick<Quiz, 'type'>, option: QuizOption, { say, language }: Reader): string {
  const label = inLanguage(option.label, language);
  if (type === 'seconds') return say('quiz.seconds', { seconds: label });
  return isVerbatim(type) ? label : plain(inline(label));
}

/** An option in a sentence: what is Python, or what Python printed, as code. */
export function optionInWords(quiz: Pick<Quiz, 'type'>, option: QuizOption, reader: Reader): string {
  const label = optionLabel(quiz, option, reader);
  return isVerbatim(quiz.type) ? codeInWords(label) : label;
}

/** A text between backticks, which `inline` takes for code; with one in it, it stays text. */
export const codeInWords = (code: string): string => (code.includes('`') ? code : `\`${code}\``);

const verbatim: ReadonlySet<QuizType> = new Set<QuizType>(['predict', 'next', 'bug']);
const isVerbatim = (type: QuizType): boolean => verbatim.has(type);
