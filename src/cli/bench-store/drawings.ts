import type { Course } from '#core/course/course.ts';
import type { Bearing } from '#core/quiz/bearing.ts';
import { bearingOf } from '#core/quiz/bearing.ts';
import type { Question } from '#core/quiz/question.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { Quiz } from '#core/quiz/quiz.ts';
import { seeded } from './seeded.ts';

/** A quiz as it is asked with some seed, and what is said to it. */
export interface Drawing {
  readonly quiz: Quiz;
  readonly seed: number;
  readonly right: Said;
  readonly wrong: Said;
}

export interface Said {
  readonly given: readonly string[];
  readonly bearing: Bearing;
}

/** Seeds of prompts begin here, so that nobody has been asked a prompt's question before. */
export const firstPromptSeed = 0xf000_0000;

/** Of each quiz of a course so many drawings, with unlike seeds. */
export function drawingsOf({ quizzes }: Course, ofEach: number): readonly (readonly Drawing[])[] {
  const random = seeded(ofEach);
  return quizzes.map((quiz) => {
    const seeds = new Set<number>();
    while (seeds.size < ofEach) seeds.add(Math.floor(random() * firstPromptSeed));
    return [...seeds].map((seed) => drawingOf(quiz, seed));
  });
}

export function drawingOf(quiz: Quiz, seed: number): Drawing {
  const question = drawQuestion(quiz, seed);
  return { quiz, seed, right: said(question, true), wrong: said(question, false) };
}

function said(question: Question, correct: boolean): Said {
  const given = givenTo(question, correct);
  return { given, bearing: bearingOf(question, given, correct) };
}

function givenTo({ drawn }: Question, correct: boolean): readonly string[] {
  switch (drawn.kind) {
    case 'pick': {
      const picked = drawn.options.filter(({ right }) => right === correct).map(({ id }) => id);
      return correct ? picked : picked.slice(0, 1);
    }
    case 'order': {
      const inOrder = drawn.answer.lines.map(({ id }) => id);
      return correct ? inOrder : inOrder.toReversed();
    }
    case 'fix':
      return [];
  }
}
