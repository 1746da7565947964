import { stringify } from 'yaml';
import { lockText } from '#content/locks.ts';
import type { Course } from '#core/course/course.ts';
import type { Localised } from '#core/words.ts';
import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';
import { exampleLines, exampleProgram } from './example-program.ts';
import { findCourse, idsIn } from './find-place.ts';
import { listLesson } from './list-lesson.ts';
import type { Plan } from './plan.ts';
import { quizFile } from './quiz.ts';
import { readName } from './read-name.ts';

/** `async/09-testing`: a lesson with one chunk, two concepts, a misconception and a question, listed in its course. */
export function planLesson(name: string, terminal: Terminal): Plan {
  const shape = /^([a-z0-9-]+)\/((\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*))$/u;
  const example = 'async/09-testing';
  const [courseName = '', folder = '', digits = '', slug = ''] = readName(name, shape, example);
  const place = findCourse(courseName, terminal);
  const number = Number(digits);
  refuseTaken(place.course, number);
  const path = `content/${courseName}/${folder}`;
  const files = lessonFiles(titleOf(place.course, number), namesFor(slug, idsIn(place)));
  return {
    made: Object.entries(files).map(([file, text]) => ({ path: `${path}/${file}`, text })),
    edited: [{ path: `content/${courseName}/course.yaml`, change: (text) => listLesson(text, { number, folder }) }],
    next: `write your lesson into ${path}, then ./bin/studyloop check --update, which puts on record what examples print`,
  };
}

function refuseTaken({ id, lessons }: Course, number: number): void {
  if (number === 0) throw new UsageProblem('expected a lesson number from 01, found 00; choose another.');
  if (!lessons.some((lesson) => lesson.kind === 'here' && lesson.number === number)) return;
  throw new UsageProblem(
    `expected a lesson that is not here yet, lesson ${number} of ${id} is; choose another number.`,
  );
}

/** What was announced, if it was. */
function titleOf({ lessons }: Course, number: number): Localised<string> {
  return lessons.find((lesson) => lesson.number === number)?.title ?? { en: `Lesson ${number}` };
}

interface Names {
  readonly slug: string;
  readonly chunk: string;
  readonly firstTerm: string;
  readonly secondTerm: string;
  readonly belief: string;
  readonly question: string;
}

/** Ids that begin with the lesson's name and that nothing in the course has. */
function namesFor(slug: string, taken: ReadonlySet<string>): Names {
  const fresh = (id: string, copy = 1): string => {
    const wanted = copy === 1 ? id : `${id}-${copy}`;
    return taken.has(wanted) ? fresh(id, copy + 1) : wanted;
  };
  return {
    slug,
    chunk: fresh(`${slug}-opening`),
    firstTerm: fresh(`${slug}-first-term`),
    secondTerm: fresh(`${slug}-second-term`),
    belief: fresh(`${slug}-first-belief`),
    question: fresh(`${slug}-first-question`),
  };
}

function lessonFiles(title: Localised<string>, names: Names): Readonly<Record<string, string>> {
  const { chunk, firstTerm, belief, question } = names;
  const stdout = exampleLines.map((line) => `${line}\n`).join('');
  return {
    'lesson.yaml': lessonFile(title, names),
    'concepts.yaml': conceptsFile(names),
    'misconceptions.yaml': misconceptionsFile(names),
    [`chunks/010-${chunk}.md`]: chunkFile(names),
    [`chunks/010-${chunk}.lock.yaml`]: lockText([{ stdout, stderr: '' }]),
    [`quizzes/010-${chunk}.yaml`]: quizFile({ id: question, concept: firstTerm, chunk, misconception: belief }),
  };
}

const lessonFile = (title: Localised<string>, { chunk, firstTerm, secondTerm }: Names): string =>
  `${stringify({ title }, { lineWidth: 0, singleQuote: true })}promise: { en: 'Say here, in one or two sentences, what this lesson gives.' }
objectives:
  - text: { en: 'Say here what a learner can do after it, beginning with a verb' }
    # known by these: rows of concepts.yaml, and exercises of this course
    concepts: [${firstTerm}, ${secondTerm}]
chapters:
  - title: { en: The first chapter }
    chunks:
      - ${chunk}
`;

const conceptsFile = ({ slug, chunk, firstTerm, secondTerm }: Names): string => `takeaways:
  - id: ${firstTerm}
    term:
      en: First term of ${slug}
    meaning:
      en: What the first term of ${slug} means
    precisely: { en: 'Say here, in one or two sentences, what the line above leaves out.' }
    chunk: ${chunk}
  - id: ${secondTerm}
    term:
      en: Second term of ${slug}
    meaning:
      en: What the second term of ${slug} means
    precisely: { en: 'Say here, in one or two sentences, what the line above leaves out.' }
    chunk: null
`;

const misconceptionsFile = ({ belief, firstTerm }: Names): string => `- id: ${belief}
  concept: ${firstTerm}
  belief: { en: 'Say here what many believe at first, as they would say it.' }
  truth: { en: Say here what is true. }
`;

const chunkFile = ({ chunk, firstTerm }: Names): string => `---
id: ${chunk}
language: en
title: { en: A question that this page answers }
concept: ${firstTerm}
---

Begin with a question: two greetings are started together. Before you run it: which one comes first?

\`\`\`python run
${exampleProgram}\`\`\`

Then the rule in one sentence: \`gather\` starts what it is given from left to right.
`;
