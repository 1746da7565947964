import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Tree } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';
import { buildModule } from './build-statements.ts';
import type { Raw } from './raw-tree.ts';
import { copyTree } from './raw-tree.ts';
import type { Source } from './source.ts';
import { createSource } from './source.ts';
import type { Module } from './tree.ts';

/** Code as it was read, and what it was read from. */
export interface Parsed {
  readonly module: Module;
  readonly raw: Raw;
  readonly source: Source;
}

/** Reads Python; null when the code is so twisted that it would take longer than a learner should wait. */
export type Parse = (code: string) => Parsed | null;

/**
 * How often the parser asks whether to go on; 16,000 characters of real code take 200. A time would make what is found
 * depend on how busy the machine is.
 */
const mostAsked = 1000;

/** Loads the parser once; every tree is copied out of its memory and given back at once. */
export async function openParser(): Promise<Parse> {
  await Parser.init();
  const parser = new Parser();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm');
  parser.setLanguage(await Language.load(new Uint8Array(readFileSync(grammar))));
  return (code) => {
    const tree = parseInTime(parser, code);
    if (tree === null) return null;
    try {
      const source = createSource(code);
      const raw = copyTree(tree);
      return { module: buildModule(raw, source), raw, source };
    } finally {
      tree.delete();
    }
  };
}

function parseInTime(parser: Parser, code: string): Tree | null {
  let asked = 0;
  const tree = parser.parse(code, null, { progressCallback: () => (asked += 1) > mostAsked });
  if (tree === null) parser.reset();
  return tree;
}
