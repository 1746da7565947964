import type { Concept, Course } from '../course/course.ts';
import type { ChunkId } from '../ids.ts';
import { inline } from '../inline.ts';
import type { Fact } from '../ports/evidence-store.ts';
import { programWith } from '../quiz/order.ts';
import type { Question } from '../quiz/question.ts';
import { drawQuestion } from '../quiz/question.ts';
import type { QuizOption } from '../quiz/quiz.ts';
import { inOrder } from '../memory/in-order.ts';
import { optionInWords } from '../views/option-label.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { htmlOf, htmlOfCode } from './html.ts';

/** What Anki asks; front and back are HTML. */
export interface Card {
  /** Unique within a course, and the same as long as it is the same card. */
  readonly id: string;
  readonly front: string;
  readonly back: string;
  readonly tags: readonly string[];
}

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** What a learner has met of a course. */
export interface Met {
  readonly read: readonly ChunkId[];
  readonly facts: readonly Fact[];
}

/** A card for each concept that a learner has read of or was asked about, and one for each question they answered. */
export function cardsOf(course: Course, met: Met, reader: Reader): readonly Card[] {
  const asked = new Set(met.facts.flatMap((fact) => (fact.kind === 'attempt' ? [] : [fact.concept])));
  const concepts = course.concepts.filter(
    ({ id, chunk }) => asked.has(id) || (chunk !== null && met.read.includes(chunk)),
  );
  const answers = inOrder(met.facts).filter((fact) => fact.kind === 'answer');
  const lastSeeds = new Map(answers.map(({ quiz, seed }) => [quiz, seed]));
  const questions = course.quizzes.flatMap((quiz) => {
    const seed = lastSeeds.get(quiz.id);
    // The questions of the tables say what the concepts' cards say.
    return seed === undefined || quiz.type === 'match' ? [] : [drawQuestion(quiz, seed)];
  });
  return [
    ...concepts.map((concept) => conceptCard(concept, reader)),
    ...questions.map((question) => questionCard(question, reader)),
  ];
}

function conceptCard(concept: Concept, { say, language }: Reader): Card {
  const term = inLanguage(concept.term, language);
  const parts = [inLanguage(concept.meaning, language), inLanguage(concept.precisely, language)];
  const example = concept.example === null ? [] : [htmlOfCode(concept.example.code)];
  return {
    id: `concept:${concept.id}`,
    front: htmlOf(inline(say('anki.what-is', { term }))),
    back: [...parts.map((part) => htmlOf(inline(part))), ...example].join('<br>'),
    tags: [concept.id],
  };
}

function questionCard(question: Question, reader: Reader): Card {
  const { quiz, variant } = question;
  const asked = htmlOf(inline(inLanguage(variant.ask, reader.language)));
  const code = variant.code === null ? [] : [htmlOfCode(shownCode(question, variant.code))];
  return {
    id: `question:${quiz.id}`,
    front: [asked, ...code, ...choiceList(question, reader)].join('<br>'),
    back: backOf(question, reader),
    tags: [quiz.concept],
  };
}

/** Where lines are put in order, they are not in their places yet. */
function shownCode({ drawn }: Question, code: string): string {
  return drawn.kind === 'order' ? programWith(code, [{ code: '# …' }]) : code;
}

/** What there is to choose from, or to put in order. */
function choiceList({ quiz, drawn }: Question, reader: Reader): readonly string[] {
  switch (drawn.kind) {
    case 'pick':
      return [`<ul>${drawn.options.map((option) => item(optionHtml(option))).join('')}</ul>`];
    case 'order':
      return [`<ul>${drawn.lines.map(({ code }) => item(htmlOfCode(code))).join('')}</ul>`];
    case 'fix':
      return [];
  }
  function optionHtml(option: QuizOption): string {
    return htmlOf(inline(optionInWords(quiz, option, reader)));
  }
}

const item = (html: string): string => `<li>${html}</li>`;

/** What is right, and why. */
function backOf({ quiz, variant, drawn }: Question, reader: Reader): string {
  const { say, language } = reader;
  switch (drawn.kind) {
    case 'pick': {
      const right = drawn.options.filter((option) => option.right);
      const answer = right.map((option) => optionInWords(quiz, option, reader)).join(' · ');
      const reasons = new Set(right.map((option) => inLanguage(option.because, language)));
      return [say('anki.right', { answer }), ...reasons].map((line) => htmlOf(inline(line))).join('<br>');
    }
    case 'order':
      return htmlOfCode(programWith(variant.code ?? '', drawn.answer.lines));
    case 'fix':
      return `${htmlOf(inline(inLanguage(drawn.answer.because, language)))}<br>${htmlOfCode(drawn.answer.fixed)}`;
  }
}
