import type { Case, Concept, Course, Scenario, Takeaway, Verdict } from '../course/course.ts';
import { quizId } from '../ids.ts';
import type { Language, Localised, Say } from '../words.ts';
import { inLanguage, languages } from '../words.ts';
import type { PickAnswer, Quiz, QuizOption } from './quiz.ts';

/**
 * The questions that a lesson's two tables hold by themselves: for each term its meaning and for each meaning its term,
 * for each case of a scenario yes, no or depends. A wrong option says where it belongs.
 */
export function quizzesFromTables(concepts: readonly Concept[], speak: Speak): Course['quizzes'] {
  const takeaways = concepts.filter((concept) => concept.table === 'takeaways');
  const scenarios = concepts.filter((concept) => concept.table === 'when');
  return [
    ...takeaways.flatMap((row) => [meaningOf(row, takeaways, speak), termFor(row, takeaways, speak)]),
    ...scenarios.flatMap((row) => row.cases.map((one) => verdictOn(row, one, speak))),
  ];
}

type Speak = (language: Language) => Say;

function meaningOf(row: Takeaway, all: readonly Takeaway[], speak: Speak): Quiz {
  return {
    ...about(row),
    id: quizId(`meaning-of-${row.id}`),
    type: 'match',
    variants: picking(
      sentence(speak, (say, language) => say('quiz.match-meaning', { term: inLanguage(row.term, language) })),
      'shuffled',
      all.map((other) => ({
        ...option(other.id, other.id === row.id),
        label: other.meaning,
        because: other.id === row.id ? right(row, speak) : wrongMeaning(other, speak),
      })),
    ),
  };
}

function termFor(row: Takeaway, all: readonly Takeaway[], speak: Speak): Quiz {
  return {
    ...about(row),
    id: quizId(`term-for-${row.id}`),
    type: 'match',
    variants: picking(
      sentence(speak, (say, language) => say('quiz.match-term', { meaning: inLanguage(row.meaning, language) })),
      'shuffled',
      all.map((other) => ({
        ...option(other.id, other.id === row.id),
        label: other.term,
        because: other.id === row.id ? right(row, speak) : wrongTerm(other, speak),
      })),
    ),
  };
}

function verdictOn(row: Scenario, one: Case, speak: Speak): Quiz {
  const answers: readonly Verdict[] = ['yes', 'no', 'depends'];
  return {
    ...about(row),
    id: quizId(`when-${row.id}-${one.id}`),
    type: 'verdict',
    variants: picking(
      sentence(speak, (say, language) => say('quiz.verdict', { scenario: inLanguage(one.scenario, language) })),
      'fixed',
      answers.map((answer) => ({
        ...option(answer, answer === one.verdict),
        label: sentence(speak, (say) => say(`quiz.${answer}`)),
        because: one.because,
      })),
    ),
  };
}

const about = (row: Concept) => ({ concept: row.id, chunk: row.chunk, since: null });

const picking = (
  ask: Localised<string>,
  order: PickAnswer['order'],
  options: readonly QuizOption[],
): Quiz['variants'] => [{ ask, code: null, answer: { kind: 'pick', order, options } }];

const option = (id: string, isRight: boolean): Pick<QuizOption, 'id' | 'right' | 'misconception'> => ({
  id,
  right: isRight,
  misconception: null,
});

const right = (row: Takeaway, speak: Speak) =>
  sentence(speak, (say, language) => {
    const [term, meaning] = [inLanguage(row.term, language), inLanguage(row.meaning, language)];
    return say('quiz.match-right', { term, meaning, precisely: inLanguage(row.precisely, language) });
  });

const wrongMeaning = (row: Takeaway, speak: Speak) =>
  sentence(speak, (say, language) => say('quiz.match-wrong-meaning', { term: inLanguage(row.term, language) }));

const wrongTerm = (row: Takeaway, speak: Speak) =>
  sentence(speak, (say, language) => say('quiz.match-wrong-term', { meaning: inLanguage(row.meaning, language) }));

/** One sentence of ours in every language we speak. */
function sentence(speak: Speak, compose: (say: Say, language: Language) => string): Localised<string> {
  const [en, ...others] = languages.map((language) => [language, compose(speak(language), language)] as const);
  return { en: en?.[1] ?? '', ...Object.fromEntries(others) };
}
