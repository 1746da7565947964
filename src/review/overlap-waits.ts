import type { Overlapped } from '#core/ports/code-reviewer.ts';
import type { Model } from './model/model.ts';
import type { Await, Expression } from './syntax/expressions.ts';
import type { For, Statement } from './syntax/tree.ts';
import { blocksOf } from './syntax/blocks.ts';

/** What a rule found. */
export interface Found {
  readonly rule: string;
  /** From 1, in the program. */
  readonly line: number;
  readonly endLine: number;
}

/** The program with all that a rule found overlapped; nothing where one of them cannot be rewritten with certainty. */
export function overlapWaits(model: Model, found: readonly Found[]): readonly Overlapped[] {
  if (!importsAsyncio(model)) return [];
  return rewriters.flatMap(({ rule, rewrite }) => {
    const own = found.filter((one) => one.rule === rule);
    const edits = own.flatMap((one) => rewrite(one, model) ?? []);
    return own.length === 0 || edits.length < own.length || overlap(edits) ? [] : [{ rule, code: apply(edits, model) }];
  });
}

function importsAsyncio(model: Model): boolean {
  return model.module.body.some(
    (one) =>
      one.kind === 'import' &&
      one.from === null &&
      one.names.some(({ name, alias }) => name === 'asyncio' && alias === null),
  );
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Rewriter {
  readonly rule: string;
  readonly rewrite: (found: Found, model: Model) => Edit | null;
}

const rewriters: readonly Rewriter[] = [
  { rule: 'sequential_awaits_independent', rewrite: gatherNeighbours },
  { rule: 'await_in_loop_independent', rewrite: gatherRounds },
];

/** One loop may stand in another. */
const overlap = (edits: readonly Edit[]): boolean =>
  edits.some((one) => edits.some((other) => one !== other && one.start <= other.start && other.start < one.end));

/** What follows keeps its lines. */
function apply(edits: readonly Edit[], { source: { text } }: Model): string {
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((code, { start, end, text: now }) => {
      const before = code.slice(start, end).split('\n').length;
      const lost = '\n'.repeat(Math.max(0, before - now.split('\n').length));
      return code.slice(0, start) + now + lost + code.slice(end);
    }, text);
}

/** `a = await f()` and the like of it below: `a, b = await asyncio.gather(f(), g())`. */
function gatherNeighbours({ line, endLine }: Found, model: Model): Edit | null {
  const first = model.of('await').find((one) => one.line === line);
  const statements = first === undefined ? [] : neighbours(first, endLine, model);
  const steps = statements.flatMap((one) => stepOf(one) ?? []);
  const [head, last] = [steps[0], steps.at(-1)];
  if (steps.length < statements.length || head === undefined || last === undefined || head === last) return null;
  const isEven = steps.every(({ name }) => (name === null) === (head.name === null));
  if (!isEven || needEachOther(steps, model)) return null;
  const calls = steps.map(({ awaited }) => model.textOf(awaited.value)).join(', ');
  const names = steps.flatMap(({ name }) => name ?? []);
  const given = names.length === 0 ? '' : `${names.join(', ')} = `;
  return { start: head.statement.start, end: last.statement.end, text: `${given}await asyncio.gather(${calls})` };
}

/** The statements of one block from the first await to that line. */
function neighbours(first: Await, endLine: number, model: Model): readonly Statement[] {
  const statement = model.statement(first);
  const parent = statement === null ? null : model.parent(statement);
  if (statement === null || parent === null) return [];
  const block = blocksOf(parent).find((one) => one.includes(statement)) ?? [];
  return block.filter(({ start, line }) => start >= statement.start && line <= endLine);
}

interface Step {
  readonly statement: Statement;
  readonly awaited: Await;
  readonly name: string | null;
}

function stepOf(statement: Statement): Step | null {
  if (statement.kind === 'expression')
    return awaitedCall(statement.value, (awaited) => ({ statement, awaited, name: null }));
  if (statement.kind !== 'assign' || statement.operator !== '=' || statement.annotation !== null) return null;
  const [target, ...others] = statement.targets;
  if (target?.kind !== 'name' || others.length > 0 || statement.value === null) return null;
  return awaitedCall(statement.value, (awaited) => ({ statement, awaited, name: target.name }));
}

function awaitedCall<Result>(value: Expression, make: (awaited: Await) => Result): Result | null {
  return value.kind === 'await' && value.value.kind === 'call' ? make(value) : null;
}

function needEachOther(steps: readonly Step[], model: Model): boolean {
  const names = steps.flatMap(({ name }) => name ?? []);
  if (new Set(names).size < names.length) return true;
  return steps.some(({ awaited }) => mentions(awaited, names, model));
}

const mentions = (node: Expression, names: readonly string[], model: Model): boolean =>
  model.inside(node).some((one) => one.kind === 'name' && names.includes(one.name));

/** A loop that awaits one call a round, or a list of awaits. */
function gatherRounds({ line }: Found, model: Model): Edit | null {
  const first = model.of('await').find((one) => one.line === line);
  if (first === undefined) return null;
  const parent = model.parent(first);
  if (parent?.kind === 'comprehension') {
    if (parent.of !== 'list' || parent.element !== first) return null;
    const rest = model.source.text.slice(first.end, parent.end - 1).trim();
    const text = `list(await asyncio.gather(*(${model.textOf(first.value)} ${rest})))`;
    return { start: parent.start, end: parent.end, text };
  }
  const loop = model.ancestors(first).find((one) => one.kind === 'for');
  return loop === undefined || loop.isAsync || loop.otherwise.length > 0 ? null : gatherLoop(loop, model);
}

function gatherLoop(loop: For, model: Model): Edit | null {
  const round = roundOf(loop);
  if (round === null || model.within(...loop.body).filter(({ kind }) => kind === 'await').length !== 1) return null;
  const each = `${model.textOf(round.awaited.value)} for ${model.textOf(loop.target)} in ${model.textOf(loop.iterable)}`;
  const gathered = `await asyncio.gather(*(${each}))`;
  const text = round.into === null ? gathered : `${round.into}.extend(${gathered})`;
  return { start: loop.start, end: loop.end, text };
}

interface Round {
  readonly awaited: Await;
  /** The list that the results go to. */
  readonly into: string | null;
}

/** `await f(x)`, `all.append(await f(x))`, or the latter with a name in between. */
function roundOf({ body }: For): Round | null {
  const [first, second, ...others] = body;
  if (first === undefined || others.length > 0) return null;
  if (second !== undefined) {
    const step = stepOf(first);
    const appended = appendedTo(second);
    const isSame = appended?.value.kind === 'name' && appended.value.name === step?.name;
    return step === null || appended === null || !isSame ? null : { awaited: step.awaited, into: appended.into };
  }
  if (first.kind !== 'expression') return null;
  const appended = appendedTo(first);
  if (appended === null) return awaitedCall(first.value, (awaited) => ({ awaited, into: null }));
  return awaitedCall(appended.value, (awaited) => ({ awaited, into: appended.into }));
}

function appendedTo(statement: Statement): { readonly into: string; readonly value: Expression } | null {
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return null;
  const { callee, args } = statement.value;
  if (callee.kind !== 'attribute' || callee.name !== 'append' || callee.object.kind !== 'name') return null;
  const [given, ...others] = args;
  return given === undefined || others.length > 0 || given.spread !== '' || given.key !== null
    ? null
    : { into: callee.object.name, value: given.value };
}
