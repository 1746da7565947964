import type { Concept, Course } from '../course/course.ts';
import { chunkOf, termOf } from '../course/find.ts';
import { inline } from '../inline.ts';
import type { QuizHistory } from '../ports/store.ts';
import { drawQuestion, mistakeBehind } from '../quiz/question.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, output, prose, python, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { beliefLines } from './belief-lines.ts';
import { readChoice } from './read-choice.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
  /** What the learner answered in this course. */
  readonly history: readonly QuizHistory[];
}

/** A row of a table as a card: what it means, precisely, what the learner had wrong about it, and where to go on. */
export function conceptView(course: Course, concept: Concept, reader: Reader): View {
  const { say, language } = reader;
  const meaning = inLanguage(concept.meaning, language);
  return view(inLanguage(concept.term, language), [
    prose({ kind: 'emphasis', text: placeOf(concept, say) }),
    prose(strong(meaning)),
    prose(...inline(inLanguage(concept.precisely, language))),
    ...builtOn(course, concept, reader),
    ...lastMiss(course, concept, reader),
    ...exampleOf(concept, say),
    choices(...onward(course, concept, reader)),
  ]);
}

function placeOf({ table, added }: Concept, say: Say): string {
  const title = table === 'takeaways' ? say('tables.takeaways') : say('tables.when');
  return added ? `${title} · ${say('tables.added')}` : title;
}

function builtOn(course: Course, { requires }: Concept, { say, language }: Reader): readonly Block[] {
  if (requires.length === 0) return [];
  const terms = requires.map((id) => termOf(course, id, language)).join(', ');
  return [prose(text(say('glossary.builds-on', { terms })))];
}

/** The question that was answered wrong last, while its last answer is a wrong one. */
function lastMiss(course: Course, concept: Concept, reader: Reader): readonly Block[] {
  const missed = reader.history
    .filter((line) => line.concept === concept.id && !line.lastRight)
    .toSorted((one, other) => other.lastAt - one.lastAt);
  for (const line of missed) {
    const quiz = course.quizzes.find(({ id }) => id === line.quiz);
    if (quiz === undefined) continue;
    const question = drawQuestion(quiz, line.lastSeed);
    const asked = inLanguage(question.variant.ask, reader.language);
    const mistake = mistakeBehind(question, line.lastGiven);
    const told = mistake === undefined ? [] : beliefLines(course, mistake, reader);
    return [reader.say('glossary.missed', { asked }), ...told].map((one) => prose(...inline(one)));
  }
  return [];
}

function exampleOf({ example }: Concept, say: Say): readonly Block[] {
  if (example === null) return [];
  return [python(example.code), prose(text(say('run.printed'))), output(example.prints)];
}

function onward(course: Course, concept: Concept, reader: Reader): readonly Choice[] {
  const { say } = reader;
  const chunk = chunkOf(course, concept.chunk);
  const isAsked = course.quizzes.some((quiz) => quiz.concept === concept.id);
  const args = { course: course.id, concept: concept.id };
  return [
    ...(chunk === undefined ? [] : [readChoice(course, chunk, { ...reader, weight: 'primary' })]),
    ...runChoice(course, concept, say),
    ...(isAsked ? [{ label: say('button.quiz'), weight: 'secondary', command: 'quiz', args } as const] : []),
    tableChoice(course, concept.table, say),
  ];
}

/** Its own example, else the first one of the chunk that teaches it. */
function runChoice(course: Course, { example, chunk }: Concept, say: Say): readonly Choice[] {
  const run = { label: say('button.run'), weight: 'secondary', command: 'run' } as const;
  if (example !== null) return [{ ...run, args: { code: example.code } }];
  const taught = chunkOf(course, chunk);
  if (taught === undefined || taught.examples.length === 0 || taught.since !== null) return [];
  return [{ ...run, args: { course: course.id, chunk: taught.id, example: '1' } }];
}

/** The way to one of the two tables. */
export function tableChoice(course: Course, table: Concept['table'], say: Say): Choice {
  const label = table === 'takeaways' ? say('tables.takeaways') : say('tables.when');
  return { label, weight: 'secondary', command: 'lesson', args: { course: course.id, show: table } };
}
