import type { Chunk } from '#core/course/course.ts';
import { chunkId, conceptId } from '#core/ids.ts';
import { readPythonVersion } from '#core/python-version.ts';
import { checkSize } from './check-size.ts';
import type { Folder } from './folder.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Mentions } from './mentions.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { chunkHead } from './schemas.ts';

/** A chunk's file, read; its chapter is known only from the lesson. */
export interface ChunkFile {
  readonly file: string;
  readonly chunk: Omit<Chunk, 'chapter'>;
  /** The lines of its examples, in order. */
  readonly exampleLines: readonly number[];
  readonly mentions: Mentions;
}

/** A fence with this mark is an example that learners run. */
const runMark = 'python run';

/** Null when its front matter cannot be read, which has been reported. */
export function readChunk(folder: Folder, file: string): ChunkFile | null {
  const parts = readFrontMatter(folder, file, chunkHead);
  if (parts === null) return null;
  const report = (line: number, message: string) => folder.report({ file, line: line + parts.bodyLine - 1, message });
  const body = parseMarkdown(parts.body, { marks: [runMark, 'python', 'text'], report });
  checkSize(body, report);
  if (parts.head === null) return null;
  const { lineOf, value } = parts.head;
  const { id, title, concept, requires, since } = value;
  const examples = body.fences.filter(({ mark }) => mark === runMark);
  return {
    file,
    chunk: {
      id: chunkId(id),
      title,
      concept: concept === null ? null : conceptId(concept),
      requires: requires.map(chunkId),
      since: since === undefined ? null : readPythonVersion(since),
      body: { en: body.blocks },
      examples: examples.map(({ code }) => code),
    },
    exampleLines: examples.map(({ line }) => line + parts.bodyLine - 1),
    mentions: {
      given: [{ kind: 'chunk', id, file, line: lineOf('id') }],
      referred: [
        ...(concept === null ? [] : [{ kind: 'concept', id: concept, file, line: lineOf('concept') } as const]),
        ...requires.map((needed, place) => {
          return { kind: 'chunk', id: needed, file, line: lineOf('requires', place) } as const;
        }),
      ],
    },
  };
}
