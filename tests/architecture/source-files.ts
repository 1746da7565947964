import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** One TypeScript file and what it imports, types included; both in the order of the file system and the text. */
export interface SourceFile {
  /** Below the folder that was read, such as `core/app.ts`. */
  readonly path: string;
  /** As written; `computed` where an import names its file by an expression. */
  readonly imports: readonly (string | typeof computed)[];
}

export const computed = Symbol('computed');

/** Reads every TypeScript file below the folder; throws where one cannot be parsed. */
export function readSourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, imports: importsIn(path, readFileSync(join(folder, path), 'utf8')) }));
}

function importsIn(path: string, text: string): SourceFile['imports'] {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: expected TypeScript: ${error.message}`);
  const imports: (string | typeof computed)[] = [];
  const note = (source: { readonly type: string; readonly value?: unknown } | null) => {
    if (source !== null) imports.push(typeof source.value === 'string' ? source.value : computed);
  };
  new Visitor({
    ImportDeclaration: ({ source }) => note(source),
    ExportAllDeclaration: ({ source }) => note(source),
    ExportNamedDeclaration: ({ source }) => note(source),
    ImportExpression: ({ source }) => note(source),
    TSImportType: ({ source }) => note(source),
  }).visit(program);
  return imports;
}
