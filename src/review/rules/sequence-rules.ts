import type { Model } from '../model/model.ts';
import type { Await, Call } from '../syntax/expressions.ts';
import type { FunctionDef, Node, Statement } from '../syntax/tree.ts';
import { waitsOnOthers } from './independent.ts';
import type { Rule } from './rule.ts';
import { callAwaited } from './unwrap-task.ts';

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
    }
  },
};

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
  const value =
    statement.kind === 'assign' && statement.operator === '='
      ? statement.value
      : statement.kind === 'expression'
        ? statement.value
        : null;
  const call = value?.kind === 'await' && value.value.kind === 'call' ? callAwaited(value.value, model) : null;
  if (value?.kind !== 'await' || call === null) return null;
  const targets = statement.kind === 'assign' ? statement.targets : [];
  const names = targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
  if (names.length < targets.length || !waitsOnOthers(call, names.length > 0 ? 'result' : 'no-result', model))
    return null;
  return { statement, awaited: value, call, names };
}

function areIndependent(before: Step, step: Step, model: Model): boolean {
  if ((before.names.length === 0) !== (step.names.length === 0)) return false;
  if (before.names.length === 0 && model.textOf(before.call.callee) !== model.textOf(step.call.callee)) return false;
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
