import type { Document, YAMLError } from 'yaml';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import type { Report } from './problem.ts';

/** The text of a file, or of the part of it that is YAML. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** The line of the file on which the text begins, from 1: front matter does not begin a file. */
  readonly firstLine: number;
}

/** A parsed file and the way back from a value in it to its line. */
export interface Parsed<Value> {
  readonly value: Value;
  /** The line of the key or list entry that a path leads to, or of the nearest thing around it that exists. */
  readonly lineOf: (...path: readonly PropertyKey[]) => number;
}

/** YAML of a known shape; null after every way in which it is not has been reported with its line. */
export function parseYaml<Value>(source: YamlSource, schema: z.ZodType<Value>, report: Report): Parsed<Value> | null {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const end = source.text.trimEnd().length;
  // What is missing at the end is missing on the last line with something on it.
  const lineAt = (offset: number) => lines.linePos(Math.min(offset, end)).line + source.firstLine - 1;
  const faults = oneALine(faultsOf(document, source.text), lineAt);
  for (const { line, message } of faults) report({ file: source.file, line, message });
  if (faults.length > 0) return null;
  const lineOf = (...path: readonly PropertyKey[]) => lineAt(offsetOf(document.contents, path));
  const result = schema.safeParse(document.toJS(), { reportInput: true });
  if (result.success) return { value: result.data, lineOf };
  for (const { path, message } of result.error.issues.flatMap(explainIssue)) {
    report({ file: source.file, line: lineOf(...path), message });
  }
  return null;
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

function faultsOf(document: Document.Parsed, text: string): readonly Fault[] {
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    offset: error.pos[0],
    message: isTabbed(text, error.pos[0]) ? tabbed : explainError(error),
  }));
  visit(document, {
    Node(_, node) {
      if (node.range && 'anchor' in node && node.anchor !== undefined) faults.push(mark(node.range[0], '&'));
    },
    Alias(_, node) {
      if (node.range) faults.push(mark(node.range[0], '*'));
    },
  });
  return faults;
}

/** Nobody needs them in content, but a text that begins with one would lose a word, or everything. */
const mark = (offset: number, sign: '&' | '*'): Fault => ({
  offset,
  message: `expected a text, found a \`${sign}\` at its beginning, which means something else in YAML; put the text in quotes.`,
});

/** What is wrong on a line is often told again by what follows from it. */
function oneALine(faults: readonly Fault[], lineAt: (offset: number) => number) {
  const told = faults.map(({ offset, message }) => ({ line: lineAt(offset), message }));
  return told.filter(({ line }, place) => told.findIndex((other) => other.line === line) === place);
}

const tabbed = 'expected spaces at the beginning of the line, found a tab; indent with spaces.';

const isTabbed = (text: string, offset: number): boolean =>
  /^ *\t/u.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1));

function explainError({ code, message }: YAMLError): string {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'expected one `key: value` on a line, found another colon in the value; put the value in quotes.';
    case 'DUPLICATE_KEY':
      return 'expected each key once, found this one a second time; take one out.';
    case 'BAD_SCALAR_START':
      return `expected a text, found one that begins with a character that YAML keeps for itself; put it in quotes.`;
    default:
      return `expected YAML, found a fault (${message}); look at this line and the one before.`;
  }
}

/** Where the key or list entry at a path begins, or the nearest thing around it that exists. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = beginning(root) ?? 0;
  for (const step of path) {
    const [at, value] = stepInto(node, step);
    offset = beginning(at) ?? offset;
    node = value;
  }
  return offset;
}

/** What stands for a step in the file (a key, a list entry) and the value that it leads to. */
function stepInto(node: unknown, step: PropertyKey): readonly [at: unknown, value: unknown] {
  if (isSeq(node)) return [node.items[Number(step)], node.items[Number(step)]];
  if (!isMap(node)) return [null, null];
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return [pair?.key, pair?.value];
}

const beginning = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
