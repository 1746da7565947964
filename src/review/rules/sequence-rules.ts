import type { Model } from '../model/model.ts';
import type { Await, Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node, Statement } from '../syntax/tree.ts';
import { waitsOnOthers, workOf } from './independent.ts';
import type { Rule } from './rule.ts';

/** Awaits one after the other that do not need each other. */
export const sequentialAwaitsIndependent: Rule = {
  name: 'sequential_awaits_independent',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!definition.isAsync || /sequen|serial|one_by_one|in_order|step_by_step/iu.test(definition.name)) continue;
      for (const run of runsIn(definition, model)) {
        const [first] = run;
        const last = run.at(-1);
        if (first !== undefined && last !== undefined) report({ ...first, endLine: last.endLine }, { about: first });
      }
      for (const [first] of expressionsIn(definition, model)) if (first !== undefined) report(first);
    }
  },
};

/** `await a() + await b()`, `{"a": await a(), "b": await b()}`: several awaits of one expression, none in another's call. */
function expressionsIn(definition: FunctionDef, model: Model): readonly (readonly Await[])[] {
  const awaits = model.own(definition).flatMap((node) => (node.kind === 'await' && isSure(node, model) ? [node] : []));
  const statements = Map.groupBy(awaits, (one) => model.statement(one));
  return [...statements.values()].filter((all) => {
    const works = all.flatMap((one) => workOf(one, model) ?? []);
    if (all.length < 2 || works.length < all.length) return false;
    const isApart = all.every((one) => all.every((other) => one === other || !model.ancestors(one).includes(other)));
    return isApart && works.every((call) => waitsOnOthers(call, 'result', model));
  });
}

/** It runs whenever its statement does, once, and not for `gather`. */
function isSure(node: Await, model: Model): boolean {
  const statement = model.statement(node);
  if (statement === null || !['expression', 'assign', 'return'].includes(statement.kind)) return false;
  return model.ancestors(node).every((one) => {
    if (one.start < statement.start || one.end > statement.end || one === statement) return true;
    if (one.kind === 'call') return model.called(one) !== 'asyncio.gather';
    return one.kind === 'operation' ? !/^(?:and|or)$/u.test(one.operator) : !isSplit.has(one.kind);
  });
}

const isSplit = new Set(['conditional', 'comprehension', 'lambda', 'await']);

/** The awaited call of a statement, and the names that it gives. */
interface Step {
  readonly statement: Statement;
  readonly awaited: Await;
  readonly call: Call;
  readonly names: readonly string[];
}

/** Neighbours of which each could have begun before the one before it ended. */
function runsIn(definition: FunctionDef, model: Model): readonly (readonly Await[])[] {
  const blocks = new Set<readonly Statement[]>([definition.body]);
  for (const node of model.own(definition))
    if ('body' in node && Array.isArray(node.body) && node.kind !== 'class') blocks.add(node.body);
  return [...blocks].flatMap((block) => runsOf(block, model));
}

function runsOf(block: readonly Statement[], model: Model): readonly (readonly Await[])[] {
  const runs: Await[][] = [];
  let run: Step[] = [];
  const end = () => {
    if (run.length > 1) runs.push(run.map(({ awaited }) => awaited));
    run = [];
  };
  for (const statement of block) {
    const step = stepOf(statement, model);
    if (step === null) {
      if (!isOnlyPrint(statement, model) || run.some(({ names }) => mentionsAny(statement, names, model))) end();
      continue;
    }
    if (!run.every((before) => areIndependent(before, step, model))) end();
    run.push(step);
  }
  end();
  return runs;
}

function stepOf(statement: Statement, model: Model): Step | null {
  const value = valueOf(statement);
  const call = value?.kind === 'await' ? workOf(value, model) : null;
  if (value?.kind !== 'await' || call === null) return null;
  const targets = statement.kind === 'assign' ? statement.targets : [];
  const names = targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
  if (names.length < targets.length || !waitsOnOthers(call, names.length > 0 ? 'result' : 'no-result', model))
    return null;
  return { statement, awaited: value, call, names };
}

function valueOf(statement: Statement): Expression | null {
  if (statement.kind === 'assign') return statement.operator === '=' ? statement.value : null;
  return statement.kind === 'expression' ? statement.value : null;
}

function areIndependent(before: Step, step: Step, model: Model): boolean {
  if ((before.names.length === 0) !== (step.names.length === 0)) return false;
  if (before.names.length === 0 && model.textOf(before.call.callee) !== model.textOf(step.call.callee)) return false;
  if (before.names.length === 0 && model.textOf(before.call) === model.textOf(step.call)) return false;
  if (before.names.some((name) => step.names.includes(name))) return false;
  return !mentionsAny(step.statement, before.names, model);
}

function mentionsAny(node: Node, names: readonly string[], model: Model): boolean {
  return model
    .inside(node)
    .some((one) => one.kind === 'name' && names.includes(one.name) && model.parent(one)?.kind !== 'assign');
}

/** Messages and clock readings between them change nothing. */
function isOnlyPrint(statement: Statement, model: Model): boolean {
  return (
    statement.kind === 'expression' &&
    statement.value.kind === 'call' &&
    model.called(statement.value) === 'builtins.print'
  );
}
