import type { Library } from '../course/course.ts';
import type { Prompt } from '../ports/prompt-store.ts';
import { drawQuestion } from '../quiz/question.ts';
import type { ChosenQuestion } from './choose-prompt.ts';

/** The question of a prompt as it was asked; null when the content has it no more. */
export function questionOf(prompt: Pick<Prompt, 'course' | 'quiz' | 'seed'>, library: Library): ChosenQuestion | null {
  const course = library.courses.find(({ id }) => id === prompt.course);
  const quiz = course?.quizzes.find(({ id }) => id === prompt.quiz);
  return course === undefined || quiz === undefined ? null : { course, question: drawQuestion(quiz, prompt.seed) };
}
