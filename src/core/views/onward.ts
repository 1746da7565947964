import type { Course } from '../course/course.ts';
import { chunkOf } from '../course/find.ts';
import type { Question } from '../quiz/question.ts';
import type { Choice } from '../view.ts';
import { inLanguage } from '../words.ts';
import type { Reader } from './option-label.ts';

/** Where to go from an answer: another question when it was right, its page when it was not. */
export function onwardFrom(
  course: Course,
  { question, correct }: { readonly question: Question; readonly correct: boolean },
  { say, language }: Reader,
): readonly Choice[] {
  const { quiz } = question;
  const chunk = chunkOf(course, quiz.chunk);
  const read = chunk && inLanguage(chunk.title, language);
  return [
    {
      label: say('button.another-question'),
      weight: correct ? 'primary' : 'secondary',
      command: 'quiz',
      args: { course: course.id, concept: quiz.concept },
    },
    ...(chunk === undefined || read === undefined
      ? []
      : [
          {
            label: say('button.read', { title: read }),
            weight: correct ? 'secondary' : 'primary',
            command: 'lesson',
            args: { course: course.id, chunk: chunk.id },
          } as const,
        ]),
    { label: say('button.continue'), weight: 'secondary', command: 'lesson', args: { course: course.id } },
  ];
}
