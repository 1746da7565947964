import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Library } from '#core/course/course.ts';
import { freeze } from './freeze.ts';
import type { Problem } from './problem.ts';
import type { Texts } from './speak.ts';
import { speakerOf } from './speak.ts';

/** A library, or everything that is wrong with the content. */
export type Opened =
  | { readonly kind: 'opened'; readonly library: Library }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * The library of a content folder. Reading and checking all of it takes longer than everything else at a start, so the
 * result is kept in a file and used as long as no file of the content, and none of what reads it, has changed.
 */
export async function openLibrary(root: string, keptFile: string): Promise<Opened> {
  const print = fingerprint([root, import.meta.dirname, join(import.meta.dirname, '../core')]);
  const kept = readKept(keptFile);
  if (kept !== null && kept.fingerprint === print) return opened(kept);
  const { loadLibrary } = await import('./load-library.ts');
  const loaded = loadLibrary(root);
  if (loaded.kind === 'problems') return loaded;
  const { library, texts } = loaded;
  const { speak: _, ...written } = library;
  keep(keptFile, { fingerprint: print, written, texts });
  return { kind: 'opened', library };
}

interface Kept {
  readonly fingerprint: string;
  /** All but what speaks, which is made of the texts. */
  readonly written: Omit<Library, 'speak'>;
  readonly texts: Texts;
}

const opened = ({ written, texts }: Kept): Opened =>
  freeze<Opened>({ kind: 'opened', library: { ...written, speak: speakerOf(texts) } });

/** Names, sizes and times of change of all files below some folders; of its own where one of them cannot be looked at. */
function fingerprint(folders: readonly string[]): string {
  try {
    return hashOf(folders);
  } catch {
    return randomUUID();
  }
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
      const { size, mtimeMs } = statSync(join(folder, name));
      hash.update(`${folder}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Null when nothing is kept. Nobody but us writes this file, and what wrote it is part of the fingerprint. */
function readKept(file: string): Kept | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Where it cannot be kept, the next start takes longer: no reason not to start. */
function keep(file: string, kept: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // As said.
  }
}
