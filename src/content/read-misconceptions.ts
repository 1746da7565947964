import type { Misconception } from '#core/course/course.ts';
import { conceptId, misconceptionId } from '#core/ids.ts';
import type { Folder } from './folder.ts';
import type { Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import { misconceptionsFile } from './schemas.ts';
import type { SmallProgram } from './small-program.ts';

/** What learners of a lesson may believe. */
export interface MisconceptionsFile {
  readonly misconceptions: readonly Misconception[];
  /** The programs that prove what is true, each with all that it prints. */
  readonly programs: readonly SmallProgram[];
  readonly mentions: Mentions;
}

/** Null when the file cannot be read, which has been reported. */
export function readMisconceptions(folder: Folder, file: string): MisconceptionsFile | null {
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, misconceptionsFile, folder.report);
  if (parsed === null) return null;
  const at = (...path: readonly PropertyKey[]) => ({ file, line: parsed.lineOf(...path) });
  return {
    misconceptions: parsed.value.map(({ id, concept, belief, truth, program }) => ({
      id: misconceptionId(id),
      concept: conceptId(concept),
      belief,
      truth,
      program: program ?? null,
    })),
    programs: parsed.value.flatMap(({ id, program, shows }, index) => {
      if (program === undefined || shows === undefined) return [];
      return [{ ...at(index, 'program'), name: `proof of \`${id}\``, code: program, prints: shows }];
    }),
    mentions: {
      given: parsed.value.map(({ id }, index) => ({ kind: 'misconception', id, ...at(index, 'id') })),
      referred: parsed.value.map(({ concept }, index) => ({ kind: 'concept', id: concept, ...at(index, 'concept') })),
    },
  };
}
