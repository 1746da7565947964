import type { Model } from '../model/model.ts';
import type { Await, Call, Comprehension, Expression } from '../syntax/expressions.ts';
import type { For, Node } from '../syntax/tree.ts';
import { waitsOnOthers, workOf } from './independent.ts';
import type { Rule } from './rule.ts';

/** `for item in items: await work(item)`: each waits for the one before. */
export const awaitInLoopIndependent: Rule = {
  name: 'await_in_loop_independent',
  check(model, report) {
    for (const loop of model.of('for')) {
      const owner = model.owner(loop);
      if (loop.isAsync || (owner.kind === 'function' && /sequen|serial|one_by_one|in_order/iu.test(owner.name)))
        continue;
      const found = awaitedFor(loop, model);
      if (found !== null) report(found, { about: found });
    }
    for (const made of model.of('comprehension')) {
      if (made.of !== 'generator' && awaitsEach(made, model)) report(made.element);
    }
  },
};

/** `[await f(x) for x in xs]` */
function awaitsEach({ element, clauses }: Comprehension, model: Model): boolean {
  const value = element.kind === 'pair' ? element.value : element;
  const work = value.kind === 'await' ? workOf(value, model) : null;
  if (work === null) return false;
  const loops = clauses.flatMap((clause) => (clause.kind === 'for-clause' ? [clause] : []));
  const names = loops.flatMap(({ target }) => namesIn(target));
  if (loops.some(({ isAsync }) => isAsync) || !usesAny(work, names, model)) return false;
  return waitsOnOthers(work, 'result', model);
}

function awaitedFor(loop: For, model: Model): Node | null {
  const nodes = model.within(...loop.body);
  if (nodes.some((node) => tiesTogether(node, model)) || isPaced(loop, model)) return null;
  const names = [
    ...namesIn(loop.target),
    ...nodes.flatMap((node) => (node.kind === 'assign' ? node.targets.flatMap(namesIn) : [])),
  ];
  const carried = carriedNames(loop, nodes, model);
  const awaits = nodes.flatMap((node): readonly Await[] => (node.kind === 'await' ? [node] : []));
  const entered = nodes.find((node) => node.kind === 'with-item' && isRequest(node.value, names, model));
  const calls = awaits.flatMap((one) => workOf(one, model) ?? []);
  const works = calls.filter((call) => usesAny(call, names, model) && !usesAny(call, carried, model));
  if (entered !== undefined) return entered;
  const wants = awaits.every((one) => model.parent(one)?.kind !== 'expression') ? 'result' : 'no-result';
  const all =
    calls.length > 0 &&
    works.length === calls.length &&
    works.every((call) => waitsOnOthers(call, wants, model) || isReadOfResponse(call));
  return all ? (awaits[0] ?? null) : null;
}

/** `async with session.get(url)` with the loop's own name in it. */
function isRequest(value: Expression, names: readonly string[], model: Model): boolean {
  if (value.kind !== 'call' || !usesAny(value, names, model)) return false;
  const path = model.called(value) ?? '';
  return (
    /^(?:aiohttp\.ClientSession\.(?:get|head)|httpx\.AsyncClient\.stream)$/u.test(path) ||
    /(?:session|client)\.(?:get|head)$/iu.test(model.textOf(value.callee))
  );
}

const isReadOfResponse = (call: Call) =>
  call.callee.kind === 'attribute' && /^(?:json|text|read)$/u.test(call.callee.name);

/** What makes one round depend on another: leaving early, waiting in between, locks, retries. */
function tiesTogether(node: Node, model: Model): boolean {
  if (node.kind === 'return' || node.kind === 'yield' || node.kind === 'raise') return true;
  if (node.kind === 'simple') return node.word === 'break' || node.word === 'nonlocal' || node.word === 'global';
  if (node.kind === 'handler') return false;
  if (node.kind !== 'call') return false;
  return /^(?:asyncio\.(?:sleep|wait|wait_for|gather|Queue\.\w+|Lock\.\w+|Event\.\w+)|time\.sleep)$/u.test(
    model.called(node) ?? '',
  );
}

/** Rounds are batches, tries, or ticks. */
function isPaced(loop: For, model: Model): boolean {
  const names = namesIn(loop.target).join(' ');
  if (loop.iterable.kind === 'name' && loop.iterable.name === 'pages') return false;
  if (/attempt|retry|try|batch|chunk|page|round|tick|step|migration|stage|phase/iu.test(names)) return true;
  return (
    /attempt|retries|batch|chunk|page|migration|step|stage|phase|sorted\(/iu.test(model.textOf(loop.iterable)) ||
    loop.otherwise.length > 0
  );
}

/** Names that a round reads before it gives them anew. */
function carriedNames(loop: For, nodes: readonly Node[], model: Model): readonly string[] {
  const given = nodes.flatMap((node) => (node.kind === 'assign' ? [node] : []));
  return given.flatMap((assign) =>
    assign.targets.flatMap(namesIn).filter((name) => {
      if (assign.operator !== '=') return true;
      return model
        .of('assign')
        .some(
          (other) =>
            !nodes.includes(other) &&
            other.start < loop.start &&
            other.targets.some((target) => namesIn(target).includes(name)),
        );
    }),
  );
}

function namesIn(target: Expression): readonly string[] {
  if (target.kind === 'name') return [target.name];
  return target.kind === 'collection' ? target.items.flatMap(namesIn) : [];
}

function usesAny(node: Node, names: readonly string[], model: Model): boolean {
  return model.inside(node).some((one) => one.kind === 'name' && names.includes(one.name));
}
