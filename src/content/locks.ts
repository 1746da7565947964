import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Folder } from './folder.ts';
import { parseYaml } from './parse-yaml.ts';
import { lockOf } from './read-chunks.ts';

/** What each example printed when it was last proven, beside its chunk, so that a change shows in the diff. */
export interface Locks {
  /** Null when an example prints what is on record; with renewal, puts it on record. */
  compare(example: Example, printed: Printed): string | null;
  /** Writes the records that changed; returns their files. */
  save(root: string): readonly string[];
}

/** What a run printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** One of a chunk's `count` examples, by its place from 0. */
interface Example {
  readonly chunkFile: string;
  readonly index: number;
  readonly count: number;
}

const lockFile = z.array(z.strictObject({ stdout: z.string(), stderr: z.string() }));

/** Opens the records; `renew` puts what is printed now on record instead of comparing with it. */
export function openLocks(folder: Folder, mode: 'compare' | 'renew'): Locks {
  const records = new Map<string, Printed[]>();
  const changed = new Set<string>();
  const recordsOf = (file: string) => {
    const known = records.get(file) ?? readLock(folder, file);
    records.set(file, known);
    return known;
  };
  return {
    compare({ chunkFile, index, count }, printed) {
      const file = lockOf(chunkFile);
      const known = recordsOf(file);
      const isKept = same(known[index], printed) && known.length <= count;
      if (isKept) return null;
      if (mode === 'compare') return difference(known[index], printed);
      known[index] = printed;
      known.splice(count);
      changed.add(file);
      return null;
    },
    save(root) {
      for (const file of changed) writeFileSync(join(root, file), lockText(records.get(file) ?? []));
      return [...changed].toSorted();
    },
  };
}

/** The text of a lock file. */
export function lockText(printed: readonly Printed[]): string {
  return stringify(printed, { lineWidth: 0 });
}

function readLock(folder: Folder, file: string): Printed[] {
  const slash = file.lastIndexOf('/');
  const there = folder.names(file.slice(0, slash)).some(({ name }) => name === file.slice(slash + 1));
  const text = there ? folder.text(file) : null;
  if (text === null) return [];
  return [...(parseYaml({ file, text, firstLine: 1 }, lockFile, folder.report)?.value ?? [])];
}

const same = (one: Printed | undefined, other: Printed): boolean =>
  one?.stdout === other.stdout && withoutMarks(one.stderr) === withoutMarks(other.stderr);

/** Which part of a line a traceback underlines is another in every Python. */
const withoutMarks = (stderr: string): string => stderr.replace(/^[ ~^]+\n/gmu, '');

function difference(recorded: Printed | undefined, printed: Printed): string {
  const cure = 'read what it prints; when that is right, `studyloop check --update` puts it on record.';
  if (recorded === undefined) return `expected its output on record, found none; ${cure}`;
  if (same(recorded, printed))
    return `expected no output on record behind that of the last example, found some; ${cure}`;
  const stream = recorded.stdout === printed.stdout ? 'stderr' : 'stdout';
  return `expected ${excerpt(recorded[stream])} on ${stream}, it printed ${excerpt(printed[stream])}; ${cure}`;
}

const excerpt = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
