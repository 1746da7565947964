import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';
import { exampleLines, exampleProgram } from './example-program.ts';
import { findRoom, firstSubject } from './find-place.ts';
import type { Plan } from './plan.ts';

/** `async/08-async-await/gather-order`: a file with one question whose key a program settles. */
export function planQuiz(name: string, terminal: Terminal): Plan {
  const { place, lesson, id } = findRoom(name, 'async/08-async-await/gather-order', terminal);
  const [misconception = place.course.misconceptions[0]] = lesson.misconceptions;
  if (misconception === undefined) {
    const file = `content/${lesson.path}/misconceptions.yaml`;
    throw new UsageProblem(`expected a misconception for the wrong options, found none; write one in ${file} first.`);
  }
  const path = `content/${lesson.path}/quizzes/${id}.yaml`;
  const text = quizFile({ id, ...firstSubject(lesson), misconception: misconception.id });
  return { made: [{ path, text }], edited: [], next: `write your questions into ${path}, then ./bin/studyloop check` };
}

/** The ids that a question needs. */
export interface QuizNames {
  readonly id: string;
  readonly concept: string;
  readonly chunk: string;
  readonly misconception: string;
}

/** A file with one question about a chunk, for its author to overwrite. */
export function quizFile({ id, concept, chunk, misconception }: QuizNames): string {
  const code = exampleProgram.replace(/^(?=.)/gmu, '    ');
  return `- id: ${id}
  concept: ${concept}
  chunk: ${chunk}
  type: predict
  ask: { en: What is the second line that this program prints? }
  code: |
${code}  key: { stdout-line: 2 }
  options:
    - value: { en: ${exampleLines[1]} }
      right: true
      because: { en: Say here why this is right. }
    - value: { en: ${exampleLines[0]} }
      misconception: ${misconception}
      because: { en: 'Say here why this tempts, and what is true.' }
    - value: { en: hello }
      misconception: ${misconception}
      because: { en: 'Say here why this tempts, and what is true.' }
`;
}
