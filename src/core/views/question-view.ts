import type { Course } from '../course/course.ts';
import { termOf } from '../course/find.ts';
import { inline, plain } from '../inline.ts';
import type { Question } from '../quiz/question.ts';
import type { QuizOption } from '../quiz/quiz.ts';
import type { Block, View } from '../view.ts';
import { ask, choices, prose, python, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** A question with its options as buttons, or as a form where several may be right. The key stays here. */
export function questionView(course: Course, question: Question, { say, language }: Reader): View {
  const { quiz, seed, options } = question;
  const asked = { course: course.id, quiz: quiz.id, seed: String(seed) };
  const labels = options.map((option) => optionLabel(option, language));
  const answers =
    quiz.type === 'multiple'
      ? ask({
          label: say('button.answer'),
          // The form may cover the question.
          title: plain(inline(inLanguage(quiz.ask, language))),
          command: 'answer',
          args: asked,
          fields: [{ kind: 'many-of', name: 'picks', label: say('form.pick-all'), options: labels.map(fieldOption) }],
        })
      : choices(...labels.map((label, place) => pick(label, { ...asked, picks: String(place) })));
  return view(say('quiz.title', { concept: termOf(course, quiz.concept, language) }), [
    ...questionBlocks(question, language),
    answers,
  ]);
}

/** The question itself, without a way to answer. */
function questionBlocks({ quiz }: Question, language: Language): readonly Block[] {
  const asked = prose(...inline(inLanguage(quiz.ask, language)));
  return quiz.code === null ? [asked] : [asked, python(quiz.code)];
}

/** An option's words, without marks. */
export function optionLabel(option: QuizOption, language: Language): string {
  return plain(inline(inLanguage(option.label, language)));
}

const pick = (label: string, args: Readonly<Record<string, string>>) =>
  ({ label, weight: 'secondary', command: 'answer', args }) as const;

const fieldOption = (label: string, place: number) => ({ value: String(place), label });
