import type {
  Chapter,
  Chunk,
  Concept,
  Ending,
  ErrorPage,
  Lesson,
  Misconception,
  Objective,
  ReadingSection,
} from '#core/course/course.ts';
import { chunkId, conceptId, exerciseId } from '#core/ids.ts';
import { checkOrder } from './check-order.ts';
import type { Folder } from './folder.ts';
import type { Kind, Mention, Mentions } from './mentions.ts';
import { joinMentions } from './mentions.ts';
import type { Parsed } from './parse-yaml.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ChunkFile } from './read-chunk.ts';
import type { ChunkFiles } from './read-chunks.ts';
import { readChunks } from './read-chunks.ts';
import { readConcepts } from './read-concepts.ts';
import { readErrorPages } from './read-error-pages.ts';
import type { ExerciseFolder } from './read-exercise.ts';
import { readExercise } from './read-exercise.ts';
import type { Problem } from './problem.ts';
import { refuseStrays } from './read-folder.ts';
import { readMisconceptions } from './read-misconceptions.ts';
import { readQuizFolder } from './read-quiz-folder.ts';
import type { QuizFile } from './read-quizzes.ts';
import { readReading } from './read-reading.ts';
import type { LessonEntry } from './schemas.ts';
import { lessonFile } from './schemas.ts';
import type { SmallProgram } from './small-program.ts';

/** A lesson's folder, read. */
export interface LessonFolder {
  readonly path: string;
  readonly lesson: Extract<Lesson, { readonly kind: 'here' }>;
  /** In reading order. */
  readonly chunks: readonly (ChunkFile & { readonly chunk: Chunk })[];
  readonly concepts: readonly Concept[];
  readonly misconceptions: readonly Misconception[];
  readonly reading: readonly ReadingSection[];
  /** Of the concepts' rows and of the misconceptions. */
  readonly programs: readonly SmallProgram[];
  readonly errorPages: readonly ErrorPage[];
  readonly quizzes: readonly QuizFile[];
  /** What is wrong with records that `check --update` writes anew. */
  readonly recordFaults: readonly Problem[];
  readonly exercises: readonly ExerciseFolder[];
}

/** What could be read of a lesson's folder; what could not has been reported. */
export interface LessonReading {
  /** Null when its `lesson.yaml` could not be read. */
  readonly taught: LessonFolder | null;
  readonly mentions: Mentions;
  /** Kinds of which a file could not be read. */
  readonly unread: ReadonlySet<Kind>;
}

/** Reads a lesson of a course, `number` from 1. */
export function readLesson(folder: Folder, path: string, number: number): LessonReading {
  refuseStrays(folder, path, entries);
  const chunkFiles = readChunks(folder, `${path}/chunks`);
  const concepts = readConcepts(folder, `${path}/concepts.yaml`);
  const misconceptions = readMisconceptions(folder, `${path}/misconceptions.yaml`);
  const reading = readReading(folder, path);
  const errors = readErrorPages(folder, path);
  const { quizzes, recordFaults } = readQuizFolder(folder, `${path}/quizzes`);
  const exercises = foldersIn(folder, `${path}/exercises`).map((one) => readExercise(folder, one));
  const head = readHead(folder, { path, number, chunkFiles });
  const mentions = [...chunkFiles.chunks, ...quizzes, ...exercises].map((file) => file.mentions);
  const tables = [concepts, misconceptions, reading, errors, head].flatMap((file) => file?.mentions ?? []);
  const unread: readonly (readonly [Kind, boolean])[] = [
    ['chunk', !chunkFiles.complete],
    ['concept', concepts === null],
    ['misconception', misconceptions === null],
    ['exercise', exercises.some((one) => one.mentions.given.length === 0)],
  ];
  return {
    taught: head && {
      lesson: head.lesson,
      chunks: head.chunks,
      path,
      concepts: concepts?.concepts ?? [],
      misconceptions: misconceptions?.misconceptions ?? [],
      reading: reading.reading,
      programs: [...(concepts?.programs ?? []), ...(misconceptions?.programs ?? [])],
      errorPages: errors.errorPages,
      quizzes,
      recordFaults,
      exercises,
    },
    mentions: joinMentions([...mentions, ...tables]),
    unread: new Set(unread.flatMap(([kind, isUnread]) => (isUnread ? [kind] : []))),
  };
}

const entries = [
  'lesson.yaml',
  'concepts.yaml',
  'misconceptions.yaml',
  'reading.yaml',
  'errors.yaml',
  'chunks',
  'quizzes',
  'exercises',
];

function foldersIn(folder: Folder, path: string): readonly string[] {
  return folder.names(path).flatMap(({ name, kind }) => {
    const file = `${path}/${name}`;
    if (kind === 'folder') return [file];
    folder.report({ file, line: 1, message: 'expected only folders here, one for each exercise; move or delete it.' });
    return [];
  });
}

interface HeadParts {
  readonly path: string;
  readonly number: number;
  readonly chunkFiles: ChunkFiles;
}

type Head = Pick<LessonFolder, 'lesson' | 'chunks'> & { readonly mentions: Mentions };

function readHead(folder: Folder, { path, number, chunkFiles }: HeadParts): Head | null {
  const file = `${path}/lesson.yaml`;
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, lessonFile, folder.report);
  if (parsed === null) return null;
  checkListing(folder, { file, parsed, chunkFiles });
  const { chapters: written, ending, objectives, ...head } = parsed.value;
  const chapters: readonly Chapter[] = written.map(({ title, chunks }) => ({ title, chunks: chunks.map(chunkId) }));
  const chunks = chapters.flatMap(({ title, chunks: ids }) =>
    ids.flatMap((id) => {
      const found = chunkFiles.chunks.find(({ chunk }) => chunk.id === id);
      return found === undefined ? [] : [{ ...found, chunk: { ...found.chunk, chapter: title } }];
    }),
  );
  checkOrder(chunks, folder.report);
  const line = parsed.lineOf('ending', 'bridge');
  const bridge = ending?.bridge === undefined ? [] : [{ kind: 'chunk', id: ending.bridge, file, line } as const];
  return {
    lesson: {
      kind: 'here',
      number,
      ...head,
      objectives: objectives.map(objectiveOf),
      chapters,
      ending: ending === undefined ? null : endingOf(ending),
    },
    chunks,
    mentions: { given: [], referred: [...bridge, ...mentionsOfObjectives(parsed, file)] },
  };
}

const objectiveOf = ({ text, concepts, exercises }: LessonEntry['objectives'][number]): Objective => ({
  text,
  concepts: concepts.map(conceptId),
  exercises: exercises.map(exerciseId),
});

/** What objectives are known by. */
function mentionsOfObjectives({ value, lineOf }: Parsed<LessonEntry>, file: string): readonly Mention[] {
  return value.objectives.flatMap(({ concepts, exercises }, place) => [
    ...concepts.map((id, at): Mention => ({
      kind: 'concept',
      id,
      file,
      line: lineOf('objectives', place, 'concepts', at),
    })),
    ...exercises.map((id, at): Mention => ({
      kind: 'exercise',
      id,
      file,
      line: lineOf('objectives', place, 'exercises', at),
    })),
  ]);
}

const endingOf = ({ text, bridge }: NonNullable<LessonEntry['ending']>): Ending => ({
  text,
  bridge: bridge === undefined ? null : chunkId(bridge),
});

interface Listing {
  readonly file: string;
  readonly parsed: Parsed<LessonEntry>;
  readonly chunkFiles: ChunkFiles;
}

/** Each chunk stands in one chapter, once, and each that a chapter lists is there. */
function checkListing({ report }: Folder, { file, parsed, chunkFiles: { chunks, complete } }: Listing): void {
  const listed = new Set<string>();
  for (const [chapter, { chunks: ids }] of parsed.value.chapters.entries()) {
    for (const [place, id] of ids.entries()) {
      const line = parsed.lineOf('chapters', chapter, 'chunks', place);
      if (listed.has(id))
        report({ file, line, message: `expected each chunk once, found \`${id}\` twice; take one out.` });
      listed.add(id);
      if (!complete || chunks.some(({ chunk }) => chunk.id === id)) continue;
      const message = `expected a chunk \`${id}\` in the folder chunks, found none; write it, or take it out here.`;
      report({ file, line, message });
    }
  }
  for (const { chunk, mentions } of chunks) {
    if (listed.has(chunk.id)) continue;
    const message = `expected \`${chunk.id}\` in a chapter of lesson.yaml, found it in none; list it, or delete this file.`;
    for (const { file: chunkFile, line } of mentions.given) report({ file: chunkFile, line, message });
  }
}
