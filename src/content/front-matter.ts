import type { z } from 'zod';
import type { Folder } from './folder.ts';
import type { Parsed } from './parse-yaml.ts';
import { parseYaml } from './parse-yaml.ts';

/** A Markdown file in its two parts. */
export interface FrontMatter<Head> {
  /** Null when it does not have its shape, which has been reported. */
  readonly head: Parsed<Head> | null;
  readonly body: string;
  /** The line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
}

/** Null when the file cannot be read or has no front matter, which has been reported. */
export function readFrontMatter<Head>(folder: Folder, file: string, schema: z.ZodType<Head>): FrontMatter<Head> | null {
  const text = folder.text(file);
  if (text === null) return null;
  const match = /^---\n((?:[^\n]*\n)*?)---(?:\n|$)/u.exec(text);
  if (match === null) {
    const message = 'expected front matter between two lines of `---`, found none; begin the file with it.';
    folder.report({ file, line: 1, message });
    return null;
  }
  const [whole, head = ''] = match;
  const bodyLine = whole.split('\n').length;
  return {
    head: parseYaml({ file, text: head, firstLine: 2 }, schema, folder.report),
    body: text.slice(whole.length),
    bodyLine,
  };
}
