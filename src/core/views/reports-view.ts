import type { Course, Library } from '../course/course.ts';
import { termOf } from '../course/find.ts';
import { inline, quote } from '../inline.ts';
import type { ReportedQuestion } from '../ports/class-store.ts';
import { programWith } from '../quiz/order.ts';
import type { Question } from '../quiz/question.ts';
import { drawQuestion } from '../quiz/question.ts';
import type { Ask, Block, View } from '../view.ts';
import { choices, prose, python, strong, text, view } from '../view.ts';
import { inLanguage } from '../words.ts';
import type { Reader } from './option-label.ts';
import { optionInWords } from './option-label.ts';

/** The form in which a learner says what is wrong with a question. */
export function reportForm(course: Course, { quiz, seed }: Pick<Question, 'quiz' | 'seed'>, { say }: Reader): Ask {
  return {
    label: say('button.report-question'),
    title: say('form.report-title'),
    command: 'report',
    args: { course: course.id, quiz: quiz.id, seed: String(seed) },
    fields: [{ kind: 'line', name: 'reason', label: say('form.report-reason') }],
  };
}

/** Questions that learners say are wrong: a card each, with what is the key to it and why, and a button to settle it. */
export function reportsView(reported: readonly ReportedQuestion[], library: Library, reader: Reader): View {
  const { say } = reader;
  if (reported.length === 0) return view('', [prose(text(say('reports.none')))]);
  const more = reported.length - mostCards;
  return view(say('reports.title', { count: reported.length }), [
    ...reported.slice(0, mostCards).flatMap((one, at) => cardOf(one, at + 1, { library, reader })),
    ...(more > 0 ? [prose(text(say('reports.more', { count: more })))] : []),
    choices(
      ...reported.slice(0, mostCards).map(({ course, quiz }, at) => ({
        label: say('button.settle', { number: at + 1 }),
        weight: 'secondary' as const,
        command: 'settle',
        args: { course, quiz },
      })),
    ),
  ]);
}

const mostCards = 4;

interface Desk {
  readonly library: Library;
  readonly reader: Reader;
}

function cardOf(reported: ReportedQuestion, number: number, { library, reader }: Desk): readonly Block[] {
  const { say, language } = reader;
  const course = library.courses.find(({ id }) => id === reported.course);
  const quiz = course?.quizzes.find(({ id }) => id === reported.quiz);
  const reasons = reported.reasons.map((reason) => prose(text(say('reports.reason', { reason: quote(reason, 200) }))));
  if (course === undefined || quiz === undefined)
    return [prose(strong(say('reports.gone', { quiz: reported.quiz }))), ...reasons];
  const concept = termOf(course, quiz.concept, language);
  return [
    prose(strong(say('reports.card', { number, concept, count: reported.count }))),
    ...reasons,
    ...questionBlocks(drawQuestion(quiz, reported.seed), reader),
  ];
}

/** The question as it was drawn, what is right, and why. */
function questionBlocks({ quiz, variant, drawn }: Question, reader: Reader): readonly Block[] {
  const { say, language } = reader;
  const asked = prose(...inline(inLanguage(variant.ask, language)));
  const program = (lines: Parameters<typeof programWith>[1]) =>
    variant.code === null ? [] : [python(programWith(variant.code, lines))];
  switch (drawn.kind) {
    case 'pick': {
      const right = drawn.options.filter((option) => option.right);
      const answer = right.map((option) => optionInWords(quiz, option, reader)).join(' · ');
      const because = [...new Set(right.map((option) => inLanguage(option.because, language)))];
      const key = say('reports.key', { answer });
      return [asked, ...program([]), ...[key, ...because].map((line) => prose(...inline(line)))];
    }
    case 'order':
      return [asked, prose(text(say('reports.proof'))), ...program(drawn.answer.lines)];
    case 'fix':
      return [
        asked,
        prose(text(say('reports.proof'))),
        python(drawn.answer.fixed),
        prose(...inline(inLanguage(drawn.answer.because, language))),
      ];
  }
}
