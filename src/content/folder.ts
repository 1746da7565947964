import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './problem.ts';

/** A content folder, read by paths relative to it; what cannot be read is a problem, not an exception. */
export interface Folder {
  /** Null when the file is missing, unreadable or empty, which has been reported. Lines end in `\n`. */
  text(path: string): string | null;
  /** Names in a folder, sorted; empty when there is no such folder, or when it cannot be read, which has been reported. */
  names(path: string): readonly Entry[];
  readonly report: Report;
}

/** One name in a folder. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Opens the folder at a path of this machine. */
export function openFolder(root: string, report: Report): Folder {
  return {
    report,
    text(path) {
      const bytes = attempt(() => readFileSync(join(root, path)));
      if (bytes.kind === 'read') return decode(bytes.value, path, report);
      report({ file: path, line: 1, message: unreadableFile(bytes.code) });
      return null;
    },
    names(path) {
      const entries = attempt(() => readdirSync(join(root, path), { withFileTypes: true }));
      if (entries.kind === 'read') {
        return entries.value
          .filter(({ name }) => !name.startsWith('.'))
          .map((entry): Entry => ({ name: entry.name, kind: entry.isDirectory() ? 'folder' : 'file' }))
          .toSorted((one, other) => (one.name < other.name ? -1 : 1));
      }
      if (entries.code !== 'ENOENT') report({ file: path, line: 1, message: unreadableFolder(entries.code) });
      return [];
    },
  };
}

function unreadableFile(code: string): string {
  if (code === 'ENOENT') return 'expected this file, found none; write it.';
  if (code === 'EISDIR') return 'expected a file, found a folder of that name; move or rename the folder.';
  return `expected a file that can be read, this one cannot (${code}); mend its permissions.`;
}

function unreadableFolder(code: string): string {
  if (code === 'ENOTDIR') return 'expected a folder, found a file of that name; move or rename the file.';
  return `expected a folder that can be read, this one cannot (${code}); mend its permissions.`;
}

function decode(bytes: Buffer, file: string, report: Report): string | null {
  const decoded = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (decoded.kind === 'failed') {
    report({ file, line: undecodableLine(bytes), message: 'expected UTF-8 text; save the file in that encoding.' });
    return null;
  }
  const text = decoded.value.replace(/\r\n?/gu, '\n');
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split('\n').length;
    report({ file, line, message: 'expected text, found a NUL character; delete it.' });
    return null;
  }
  if (text.trim() === '') {
    report({ file, line: 1, message: 'expected a text, found an empty file; write it, or delete the file.' });
    return null;
  }
  return text;
}

/** From 1. No byte of a longer UTF-8 character is a line feed, so that lines can be tried one by one. */
function undecodableLine(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n');
  const decodes = (line: string) =>
    attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))).kind === 'read';
  return lines.findIndex((line) => !decodes(line)) + 1;
}

type Attempt<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'failed'; readonly code: string };

function attempt<Value>(read: () => Value): Attempt<Value> {
  try {
    return { kind: 'read', value: read() };
  } catch (error) {
    return { kind: 'failed', code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  }
}
