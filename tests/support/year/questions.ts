import type { Course } from '#core/course/course.ts';
import { drawQuestion } from '#core/quiz/question.ts';

/** What an answer says, by the content alone. */
export interface Truth {
  readonly concept: string;
  readonly given: readonly string[];
  readonly correct: boolean;
  readonly held: readonly string[];
  readonly refuted: readonly string[];
}

/** How one may answer a question: with these places, or by giving up. */
export interface AnswerSheet {
  readonly kind: 'one' | 'many' | 'order' | 'fix';
  readonly count: number;
  /** Places that are right. */
  readonly right: readonly number[];
  readonly truthOf: (picks: readonly number[]) => Truth;
}

/** What is known of a question as it was drawn. The drawing is core's; what is right and what it says is found here. */
export function sheetOf(course: Course, quizName: string, seed: number): AnswerSheet {
  const quiz = course.quizzes.find(({ id }) => id === quizName);
  if (quiz === undefined) throw new Error(`expected quiz ${quizName}`);
  const { drawn, variant } = drawQuestion(quiz, seed);
  const { concept } = quiz;
  switch (drawn.kind) {
    case 'fix': {
      const truth = { concept, given: ['solution'], correct: false, held: [], refuted: [] };
      return { kind: 'fix', count: 0, right: [], truthOf: () => truth };
    }
    case 'order': {
      const ids = drawn.lines.map(({ id }) => id);
      const [first = ''] = drawn.answer.accepted;
      return {
        kind: 'order',
        count: ids.length,
        right: first.split(' ').map((id) => ids.indexOf(id)),
        truthOf(picks) {
          const given = picks.map((pick) => ids[pick] ?? '');
          const correct = drawn.answer.accepted.includes(given.join(' '));
          const slip = drawn.answer.mistakes.find(
            ({ before: [one, other] }) => given.indexOf(one) < given.indexOf(other),
          );
          const held = named(correct || slip === undefined ? [] : [slip.misconception]);
          const carried = variant.answer.kind === 'order' ? variant.answer.mistakes : [];
          return {
            concept,
            given,
            correct,
            held,
            refuted: correct ? named(carried.map((one) => one.misconception)) : [],
          };
        },
      };
    }
    case 'pick': {
      const { options } = drawn;
      const right = options.flatMap((option, place) => (option.right ? [place] : []));
      return {
        kind: quiz.type === 'multiple' ? 'many' : 'one',
        count: options.length,
        right,
        truthOf(picks) {
          const given = options.filter((_, place) => picks.includes(place));
          const correct = right.length === picks.length && right.every((place) => picks.includes(place));
          const wrong = given.filter((option) => !option.right);
          return {
            concept,
            given: picks.map((pick) => options[pick]?.id ?? ''),
            correct,
            held: correct ? [] : named(wrong.map(({ misconception }) => misconception)),
            refuted: correct ? named(options.map(({ misconception }) => misconception)) : [],
          };
        },
      };
    }
  }
}

const named = (ids: readonly (string | null)[]): readonly string[] => [...new Set(ids.filter((id) => id !== null))];
