import type { Course } from '../course/course.ts';
import { chunkOf } from '../course/find.ts';
import type { Question } from '../quiz/question.ts';
import type { Choice } from '../view.ts';
import type { Reader } from './option-label.ts';
import { readChoice } from './read-choice.ts';

/** Where to go from an answer: another question when it was right, its page when it was not. */
export function onwardFrom(
  course: Course,
  { question, correct }: { readonly question: Question; readonly correct: boolean },
  { say, language }: Reader,
): readonly Choice[] {
  const { quiz } = question;
  const chunk = chunkOf(course, quiz.chunk);
  return [
    {
      label: say('button.another-question'),
      weight: correct ? 'primary' : 'secondary',
      command: 'quiz',
      args: { course: course.id, concept: quiz.concept },
    },
    ...(chunk === undefined
      ? []
      : [readChoice(course, chunk, { say, language, weight: correct ? 'secondary' : 'primary' })]),
    { label: say('button.continue'), weight: 'secondary', command: 'lesson', args: { course: course.id } },
  ];
}
