import { expect, test } from 'vitest';
import { choosePrompt, optionsFor } from '#core/calendar/choose-prompt.ts';
import { conceptId, courseId, quizId } from '#core/ids.ts';
import type { ChannelFacts } from '#core/ports/prompt-store.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import { smallCourse, smallLibrary } from '../../../support/library.ts';
import { realLibrary } from '../../../support/real-views.ts';

const day = 86_400_000;
const now = 1000 * day;
const course = courseId('async');
const python = { major: 3, minor: 13 };
const nothing: ChannelFacts = { asked: [], concepts: [] };
const library = realLibrary();
const real = library.courses[0] ?? smallCourse();

const chosen = (facts: ChannelFacts, seed = 1, from = library) =>
  choosePrompt(from, null, { facts, now, seed, python })?.question.quiz;
const known = (concept: string, answers: number, right: number) => ({
  course: real.id,
  concept: conceptId(concept),
  answers,
  right,
});

test('it is a question that one of at most five buttons answers', () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const question = choosePrompt(library, null, { facts: nothing, now, seed, python })?.question;
    if (question === undefined) throw new Error('expected a question');
    const options = optionsFor(question) ?? [];
    expect(options.length).toBeGreaterThanOrEqual(2);
    expect(options.length).toBeLessThanOrEqual(5);
    expect(options.filter(({ right }) => right)).toHaveLength(1);
    expect(question.quiz.type).not.toBe('multiple');
  }
});

test('the same seed asks the same, another one something else', () => {
  expect(chosen(nothing, 5)?.id).toBe(chosen(nothing, 5)?.id);
  expect(new Set(Array.from({ length: 40 }, (_, seed) => chosen(nothing, seed)?.id)).size).toBeGreaterThan(10);
});

test('it is about what the channel knows least', () => {
  const concepts = real.concepts.map(({ id }, at) => known(id, 20, at === 4 ? 2 : 15));
  const weakest = real.concepts[4]?.id;
  for (let seed = 0; seed < 20; seed += 1) expect(chosen({ asked: [], concepts }, seed)?.concept).toBe(weakest);
});

test('but not about the same as last time, where there is something else', () => {
  const weakest = real.quizzes.filter(({ concept }) => concept === real.concepts[4]?.id);
  const concepts = real.concepts.map(({ id }, at) => known(id, 20, at === 4 ? 2 : 15));
  const asked = [{ course: real.id, quiz: weakest[0]?.id ?? quizId('none'), at: now - day }];
  expect(chosen({ asked, concepts })?.concept).not.toBe(real.concepts[4]?.id);
});

test('nothing comes twice within 60 days while there is anything else, and then what was asked longest ago', () => {
  const fits = smallCourse().quizzes.filter((quiz) => optionsFor(drawQuestion(quiz, 1)) !== null);
  const small = smallLibrary();
  const asked: { course: typeof course; quiz: (typeof fits)[number]['id']; at: number }[] = [];
  for (const nth of fits.keys()) {
    const quiz = choosePrompt(small, null, { facts: { asked, concepts: [] }, now: now + nth * day, seed: 1, python });
    const id = quiz?.question.quiz.id ?? quizId('none');
    expect(asked.map((one) => one.quiz)).not.toContain(id);
    asked.push({ course, quiz: id, at: now + nth * day });
  }
  expect(asked).toHaveLength(fits.length);
  const again = choosePrompt(small, null, {
    facts: { asked, concepts: [] },
    now: now + fits.length * day,
    seed: 1,
    python,
  })?.question.quiz;
  const others = asked.filter((one) => conceptOf(one.quiz) !== conceptOf(asked.at(-1)?.quiz ?? quizId('none')));
  expect(again?.id).toBe(others[0]?.quiz);
});

const conceptOf = (id: string) => smallCourse().quizzes.find((quiz) => quiz.id === id)?.concept;

test('a scope holds, and one that has no question gives none', () => {
  const scope = (lesson: number | null) => ({ course, lesson });
  const quiz = choosePrompt(smallLibrary(), scope(2), { facts: nothing, now, seed: 3, python })?.question.quiz;
  expect(quiz?.chunk).not.toBeNull();
  expect(choosePrompt(smallLibrary(), scope(1), { facts: nothing, now, seed: 3, python })).toBeNull();
  const other = { course: courseId('other'), lesson: null };
  expect(choosePrompt(smallLibrary(), other, { facts: nothing, now, seed: 3, python })).toBeNull();
});

test('what needs a newer Python than there is here is not asked', () => {
  const old = { major: 3, minor: 9 };
  for (let seed = 0; seed < 60; seed += 1) {
    const quiz = choosePrompt(library, null, { facts: nothing, now, seed, python: old })?.question.quiz;
    expect(quiz?.since ?? null).toBeNull();
  }
});
