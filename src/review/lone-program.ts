import type { Finding, LoneProgram } from '#core/ports/code-reviewer.ts';
import type { Group } from './group-blocks.ts';
import type { Model } from './model/model.ts';
import type { Found } from './overlap-waits.ts';
import { overlapWaits } from './overlap-waits.ts';
import type { Block } from './paste/block.ts';
import type { Call } from './syntax/expressions.ts';

interface Read {
  /** All that the message holds. */
  readonly blocks: readonly Block[];
  readonly model: Model;
  readonly findings: readonly Finding[];
}

/** The message's program, where it is one, whole, and runs by itself; null where one of these is not certain. */
export function loneProgram(group: Group, { blocks, model, findings }: Read): LoneProgram | null {
  const index = group.placeOf(1).block;
  const block = blocks[index];
  const { text } = group.parsed.source;
  if (block === undefined || block.isOpen || block.isSession) return null;
  const isWhole = text === `${block.lines.map((line) => line.text).join('\n')}\n`;
  if (!isWhole || group.isFragment || !startsItself(model) || !staysInside(model)) return null;
  const place = (code: string) => asInBlock(code, group);
  return {
    code: place(text),
    block: index,
    firstLine: block.firstLine,
    overlapped: overlapWaits(model, linesFound(findings, group)).map(({ rule, code }) => ({ rule, code: place(code) })),
  };
}

/** Its lines where the block has them: what was taken out between them leaves empty ones. */
function asInBlock(code: string, group: Group): string {
  const lines = code.replace(/\n$/u, '').split('\n');
  const placed = new Map(lines.map((line, index) => [group.placeOf(index + 1).blockLine, line]));
  const last = Math.max(...placed.keys());
  return `${Array.from({ length: last }, (_, index) => placed.get(index + 1) ?? '').join('\n')}\n`;
}

/** The program's own lines of what was found. */
function linesFound(findings: readonly Finding[], group: Group): readonly Found[] {
  const count = group.parsed.source.text.split('\n').length;
  const own = new Map(Array.from({ length: count }, (_, at) => [group.placeOf(count - at).line, count - at]));
  return findings.flatMap((finding) => {
    const [line, endLine] = [own.get(finding.line), own.get(finding.endLine)];
    return line === undefined || endLine === undefined ? [] : [{ rule: finding.rule, line, endLine }];
  });
}

/** A loop is started where the module's own statements come to it. */
function startsItself(model: Model): boolean {
  return model.of('call').some((call) => starts.test(model.called(call) ?? '') && isReached(call, model));
}

const starts = /^asyncio\.(?:run|Runner\.run|loop\.run_until_complete)$/u;

/** At the outermost level, or in a plain function that is called there. */
function isReached(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  if (owner.kind === 'module') return true;
  if (owner.kind !== 'function' || owner.isAsync) return false;
  return model.of('call').some((other) => model.owner(other).kind === 'module' && model.target(other) === owner);
}

/** It imports nothing that the sandbox may lack, and asks nothing of files, the network or a keyboard. */
function staysInside(model: Model): boolean {
  const modules = model
    .of('import')
    .flatMap(({ from, names }) => (from === null ? names.map(({ name }) => name) : [from]));
  if (!modules.every((name) => inside.has(name.split('.')[0] ?? ''))) return false;
  return !model.of('call').some((call) => outside.test(model.called(call) ?? ''));
}

/** Modules that only compute and wait. */
const inside: ReadonlySet<string> = new Set(
  (
    '__future__ abc argparse asyncio bisect collections concurrent contextlib contextvars copy dataclasses datetime enum ' +
    'functools hashlib heapq inspect itertools json logging math operator queue random re statistics string sys ' +
    'textwrap threading time traceback types typing uuid warnings'
  ).split(' '),
);

const outside =
  /^(?:builtins\.(?:open|input|exec|eval|__import__)|asyncio\.(?:open_connection|start_server|open_unix_connection|start_unix_server|create_subprocess_\w+|loop\.(?:create_(?:connection|server|datagram_endpoint|unix_\w+)|getaddrinfo|sock_\w+|connect_\w+|add_\w+))|sys\.(?:stdin|argv)\b.*|logging\.FileHandler)$/u;
