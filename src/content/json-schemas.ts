import { z } from 'zod';
import { quizzesFile } from './quiz-schemas.ts';
import {
  chunkHead,
  conceptsFile,
  courseFile,
  errorsFile,
  exerciseFile,
  lessonFile,
  misconceptionsFile,
  reviewHead,
  textsFile,
} from './schemas.ts';

/** What authors' editors check while they write, by file name: the same shapes that the loader accepts. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const named = Object.entries(shapes).map(([name, shape]) => {
    const schema = { title: name, ...z.toJSONSchema(shape, { io: 'input' }) };
    return [`${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`] as const;
  });
  return new Map(named);
}

/** By the name of the file; `chunk` and `review` are the front matter of Markdown files. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  course: courseFile,
  lesson: lessonFile,
  concepts: conceptsFile,
  misconceptions: misconceptionsFile,
  errors: errorsFile,
  quizzes: quizzesFile,
  exercise: exerciseFile,
  chunk: chunkHead,
  review: reviewHead,
  texts: textsFile,
};
