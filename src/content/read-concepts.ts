import type { Case, Concept } from '#core/course/course.ts';
import { chunkId, conceptId } from '#core/ids.ts';
import { checkCircles } from './check-circles.ts';
import { checkRows } from './check-rows.ts';
import type { Folder } from './folder.ts';
import type { Mention, Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ConceptsEntry, RowEntry } from './schemas.ts';
import { conceptsFile } from './schemas.ts';
import type { SmallProgram } from './small-program.ts';

/** Both tables of a lesson, row by row. */
export interface ConceptsFile {
  readonly concepts: readonly Concept[];
  /** The examples of the rows, each with all that it prints. */
  readonly programs: readonly SmallProgram[];
  readonly mentions: Mentions;
}

/** Null when the file cannot be read, which has been reported. */
export function readConcepts(folder: Folder, file: string): ConceptsFile | null {
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, conceptsFile, folder.report);
  if (parsed === null) return null;
  const rows = rowsIn(parsed.value, (...path) => ({ file, line: parsed.lineOf(...path) }));
  checkCircles(
    rows.map(({ row, at }) => ({ ...row, ...at('requires') })),
    folder.report,
  );
  const concepts = conceptsIn(parsed.value);
  checkRows(
    concepts.flatMap((row, place) => rows.slice(place, place + 1).map(({ at }) => ({ row, at }))),
    folder.report,
  );
  return {
    concepts,
    programs: rows.flatMap(programOf),
    mentions: { given: rows.flatMap(givenBy), referred: rows.flatMap(referredBy) },
  };
}

type At = (...path: readonly PropertyKey[]) => Pick<Mention, 'file' | 'line'>;

interface PlacedRow {
  readonly row: RowEntry & { readonly cases?: readonly Case[] };
  readonly at: At;
}

function rowsIn({ takeaways, when }: ConceptsEntry, at: At): readonly PlacedRow[] {
  const within =
    (...outer: readonly PropertyKey[]): At =>
    (...path) =>
      at(...outer, ...path);
  return [
    ...takeaways.map((row, index) => ({ row, at: within('takeaways', index) })),
    ...when.map((row, index) => ({ row, at: within('when', index) })),
  ];
}

function conceptsIn({ takeaways, when }: ConceptsEntry): readonly Concept[] {
  return [
    ...takeaways.map((row) => ({ ...conceptOf(row), table: 'takeaways' }) as const),
    ...when.map((row) => ({ ...conceptOf(row), table: 'when', cases: row.cases }) as const),
  ];
}

function conceptOf({ id, term, meaning, precisely, also, ...row }: RowEntry) {
  return {
    id: conceptId(id),
    term,
    meaning,
    precisely,
    chunk: row.chunk === null ? null : chunkId(row.chunk),
    added: row.added ?? false,
    requires: row.requires.map(conceptId),
    also,
    example: row.example ?? null,
  };
}

function programOf({ row: { id, example }, at }: PlacedRow): readonly SmallProgram[] {
  if (example === undefined) return [];
  return [{ ...at('example'), name: `example of \`${id}\``, code: example.code, prints: example.prints }];
}

function givenBy({ row: { id, cases = [] }, at }: PlacedRow): readonly Mention[] {
  return [
    { kind: 'concept', id, ...at('id') },
    ...cases.map((one, place) => ({ kind: 'case', id: `${id}-${one.id}`, ...at('cases', place, 'id') }) as const),
  ];
}

function referredBy({ row: { chunk, requires }, at }: PlacedRow): readonly Mention[] {
  return [
    ...(chunk === null ? [] : [{ kind: 'chunk', id: chunk, ...at('chunk') } as const]),
    ...requires.map((id, place) => ({ kind: 'concept', id, ...at('requires', place) }) as const),
  ];
}
