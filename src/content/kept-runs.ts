import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Memory } from './prove.ts';

/**
 * What programs showed in earlier checks, in a file. Never whether something holds: that is decided anew each time from what
 * a run showed, so that no fault in the content can hide behind it.
 */
export interface KeptRuns<Shown> {
  /** Of one Python; `print` changes with whatever may change what a program shows there. */
  on(print: string): Memory<Shown>;
  /** Keeps what was used since it was opened, or all of it when not everything was looked at. */
  save(what: 'used' | 'all'): void;
}

/** Opens the file; what cannot be read is run again. */
export function openKeptRuns<Shown>(file: string, shape: z.ZodType<Shown>): KeptRuns<Shown> {
  const known = new Map<string, Shown>(Object.entries(readKept(file, shape)));
  const used = new Set<string>();
  return {
    on: (print) => ({
      recall(code) {
        const seen = known.get(keyOf(print, code));
        if (seen !== undefined) used.add(keyOf(print, code));
        return seen ?? null;
      },
      keep(code, seen) {
        known.set(keyOf(print, code), seen);
        used.add(keyOf(print, code));
      },
    }),
    save(what) {
      const kept = what === 'all' ? [...known] : [...known].filter(([key]) => used.has(key));
      write(file, JSON.stringify(Object.fromEntries(kept)));
    },
  };
}

const keyOf = (print: string, code: string): string =>
  createHash('sha256').update(`${print}\0${code}`).digest('base64url');

function readKept<Shown>(file: string, shape: z.ZodType<Shown>): Readonly<Record<string, Shown>> {
  try {
    return z.record(z.string(), shape).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Where it cannot be kept, the next check takes longer: no reason to fail. */
function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // As said.
  }
}
