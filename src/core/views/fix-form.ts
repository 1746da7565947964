import type { Course } from '../course/course.ts';
import type { Question } from '../quiz/question.ts';
import type { Block } from '../view.ts';
import { ask, choices } from '../view.ts';
import type { Reader } from './option-label.ts';

/** The form in which a program is mended, beginning with `program`, and the way to give up. */
export function fixForm(
  course: Course,
  { question, program }: { readonly question: Question; readonly program: string },
  { say }: Reader,
): readonly Block[] {
  const args = { course: course.id, quiz: question.quiz.id, seed: String(question.seed) };
  const mend = ask({
    label: say('button.mend'),
    title: say('form.mend'),
    command: 'answer',
    args,
    fields: [{ kind: 'code', name: 'code', label: say('form.code'), initial: program }],
  });
  const solution = { ...args, solution: 'shown' };
  const giveUp = { label: say('button.solution'), weight: 'secondary', command: 'answer', args: solution } as const;
  return [mend, choices(giveUp)];
}
