import type { Course } from '../course/course.ts';
import type { MisconceptionId } from '../ids.ts';
import type { Localised } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { Reader } from './option-label.ts';

/** Why something wrong tempts, and the belief behind it set right. */
export function beliefLines(
  course: Course,
  wrong: { readonly because: Localised<string>; readonly misconception: MisconceptionId | null },
  { say, language }: Reader,
): readonly string[] {
  const because = inLanguage(wrong.because, language);
  const misconception = course.misconceptions.find(({ id }) => id === wrong.misconception);
  if (misconception === undefined) return [because];
  const [belief, truth] = [inLanguage(misconception.belief, language), inLanguage(misconception.truth, language)];
  return [because, say('quiz.misconception', { belief, truth })];
}
