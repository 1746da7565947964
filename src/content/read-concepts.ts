import type { Case, Concept, Misconception } from '#core/course/course.ts';
import { chunkId, conceptId, misconceptionId } from '#core/ids.ts';
import type { Folder } from './folder.ts';
import type { Mention, Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import { conceptsFile, misconceptionsFile } from './schemas.ts';

/** Both tables of a lesson, row by row. */
export interface ConceptsFile {
  readonly concepts: readonly Concept[];
  readonly mentions: Mentions;
}

/** Null when the file cannot be read, which has been reported. */
export function readConcepts(folder: Folder, file: string): ConceptsFile | null {
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, conceptsFile, folder.report);
  if (parsed === null) return null;
  const { takeaways, when } = parsed.value;
  const lines = [
    ...takeaways.map((row, index) => ({ row, lineOf: lineIn(parsed.lineOf, 'takeaways', index) })),
    ...when.map((row, index) => ({ row, lineOf: lineIn(parsed.lineOf, 'when', index) })),
  ];
  return {
    concepts: [
      ...takeaways.map((row) => ({ ...conceptOf(row), table: 'takeaways' }) as const),
      ...when.map((row) => ({ ...conceptOf(row), table: 'when', cases: row.cases satisfies readonly Case[] }) as const),
    ],
    mentions: {
      given: lines.flatMap(({ row, lineOf }) => givenBy(row, (...path) => ({ file, line: lineOf(...path) }))),
      referred: lines.flatMap(({ row: { chunk }, lineOf }) =>
        chunk === null ? [] : [{ kind: 'chunk', id: chunk, file, line: lineOf('chunk') } as const],
      ),
    },
  };
}

type LineOf = (...path: readonly PropertyKey[]) => number;

const lineIn =
  (lineOf: LineOf, ...outer: readonly PropertyKey[]): LineOf =>
  (...path) =>
    lineOf(...outer, ...path);

type RowEntry = Pick<Concept, 'term' | 'meaning' | 'precisely'> & {
  readonly id: string;
  readonly chunk: string | null;
  readonly cases?: readonly Case[];
};

function conceptOf({ id, term, meaning, precisely, chunk }: RowEntry) {
  return { id: conceptId(id), term, meaning, precisely, chunk: chunk === null ? null : chunkId(chunk) };
}

type Place = Pick<Mention, 'file' | 'line'>;

function givenBy({ id, cases = [] }: RowEntry, at: (...path: readonly PropertyKey[]) => Place): readonly Mention[] {
  return [
    { kind: 'concept', id, ...at('id') },
    ...cases.map((one, place) => ({ kind: 'case', id: `${id}-${one.id}`, ...at('cases', place, 'id') }) as const),
  ];
}

/** What learners of a lesson may believe. */
export interface MisconceptionsFile {
  readonly misconceptions: readonly Misconception[];
  readonly mentions: Mentions;
}

/** Null when the file cannot be read, which has been reported. */
export function readMisconceptions(folder: Folder, file: string): MisconceptionsFile | null {
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, misconceptionsFile, folder.report);
  if (parsed === null) return null;
  const given = parsed.value.map(
    ({ id }, index) => ({ kind: 'misconception', id, file, line: parsed.lineOf(index, 'id') }) as const,
  );
  return {
    misconceptions: parsed.value.map((entry) => ({ ...entry, id: misconceptionId(entry.id) })),
    mentions: { given, referred: [] },
  };
}
