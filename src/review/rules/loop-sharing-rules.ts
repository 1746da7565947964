import type { Model } from '../model/model.ts';
import type { Call, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';

const bound =
  /^(?:asyncio\.(?:Lock|Semaphore|BoundedSemaphore|Event|Condition|Queue|Future)|aiohttp\.ClientSession|httpx\.AsyncClient)$/u;

/** What belongs to one loop is used in another: each `asyncio.run` makes its own. */
export const multipleAsyncioRunSharedObjects: Rule = {
  name: 'multiple_asyncio_run_shared_objects',
  check(model, report) {
    const runs = model
      .of('call')
      .filter((call) => model.called(call) === 'asyncio.run' && !model.isOnLoop(model.owner(call)));
    const [, second] = runs;
    if (second === undefined || areAlternatives(runs, model)) return;
    const handedOn = runs.find((run) => usesResultOfRun(run, model));
    if (handedOn !== undefined) report(handedOn);
    const used = runs.map((run) => usedBy(run, model));
    const shared = used.find(
      (names, index) => index > 0 && [...names].some((name) => used.slice(0, index).some((before) => before.has(name))),
    );
    const run = shared === undefined ? undefined : runs[used.indexOf(shared)];
    if (run !== undefined) report(run);
  },
};

/** `session = asyncio.run(open())`, and then `asyncio.run(use(session))`. */
function usesResultOfRun(run: Call, model: Model): boolean {
  const names = model.inside(run).flatMap((one) => (one.kind === 'name' && isBoundObject(one, model) ? [one] : []));
  return names.some((name) => {
    const made = soleValue(name, model);
    return made?.kind === 'call' && model.called(made) === 'asyncio.run';
  });
}

function areAlternatives(runs: readonly Call[], model: Model): boolean {
  return !runs.some((one) => runs.some((other) => one !== other && comesFirst(one, other, model)));
}

/** Also from inside of a `try` or a `with` that comes before the other. */
function comesFirst(one: Node, other: Node, model: Model): boolean {
  if (model.dominates(one, other)) return true;
  const around = model.ancestors(one).filter((node) => node.kind === 'try' || node.kind === 'with');
  return around.some((node) => model.dominates(node, other));
}

/** Names outside the functions that hold something of a loop, and that a run reaches. */
function usedBy(run: Call, model: Model): ReadonlySet<string> {
  const given = argument(run, 0, 'main');
  const names = given === null ? [] : model.within(given).flatMap((one) => (one.kind === 'name' ? [one] : []));
  const type = given === null ? null : model.typeOf(given);
  const reached = type?.kind === 'coroutine' && type.of !== null ? reach(type.of, model) : [];
  const inside = reached.flatMap((definition) =>
    model.own(definition).flatMap((one) => (one.kind === 'name' ? [one] : [])),
  );
  const objects = [...names, ...inside].flatMap((name) => keptObjects(name, reached, model));
  return new Set(
    [...names, ...inside]
      .filter((name) => isBoundObject(name, model))
      .map(({ name }) => name)
      .concat(objects),
  );
}

/** What belongs to a loop and is kept by an object outside, where a method that is reached uses it: `cache.lock`. */
function keptObjects(name: Name, reached: readonly FunctionDef[], model: Model): readonly string[] {
  const type = model.typeOf(name);
  if (type.kind !== 'instance' || !isOutside(name, model)) return [];
  const methods = reached.filter((one) => model.classOf(one) === type.of);
  return methods.flatMap((method) =>
    model.own(method).flatMap((node) => {
      if (node.kind !== 'attribute' || node.object.kind !== 'name' || node.object.name !== 'self') return [];
      const kept = model.typeOf(node);
      return kept.kind === 'object' && bound.test(kept.path) ? [`${name.name}.${node.name}`] : [];
    }),
  );
}

function isOutside(name: Name, model: Model): boolean {
  const home = model.scopes.home(name.name, name);
  return (
    home?.kind === 'module' ||
    (home?.kind === 'function' && !home.isAsync && home.params.every((one) => one.name !== name.name))
  );
}

function isBoundObject(name: Name, model: Model): boolean {
  const type = model.typeOf(name);
  return (
    isOutside(name, model) &&
    type.kind === 'object' &&
    bound.test(type.path) &&
    model.given(name).every(({ kind }) => kind === 'value')
  );
}

function reach(definition: FunctionDef, model: Model): readonly FunctionDef[] {
  const found = new Set([definition]);
  for (const one of found)
    for (const target of model.own(one).flatMap(model.reached)) if (target.kind === 'function') found.add(target);
  return [...found];
}

/** The loop's things, touched by another thread. */
export const loopNotThreadSafe: Rule = {
  name: 'loop_not_thread_safe',
  check(model, report) {
    for (const definition of threadFunctions(model))
      for (const node of model.own(definition)) if (node.kind === 'call' && touchesLoop(node, model)) report(node);
  },
};

/** Plain functions that a thread is given, or is, and what they call. */
function threadFunctions(model: Model): readonly FunctionDef[] {
  const given = model.of('call').flatMap((call) => {
    const path = model.called(call) ?? '';
    const place = /^threading\.(?:Thread|Timer)$/u.test(path) ? argument(call, 1, 'target') : handedOver(call, path);
    const type = place === null ? null : model.typeOf(place);
    return type?.kind === 'function' && type.of.kind === 'function' && !type.of.isAsync ? [type.of] : [];
  });
  const own = model.of('function').filter((one) => one.name === 'run' && !one.isAsync && isThread(one, model));
  return [...new Set([...given, ...own].flatMap((one) => reach(one, model).filter(({ isAsync }) => !isAsync)))];
}

/** A method of a class that is a thread. */
function isThread(definition: FunctionDef, model: Model): boolean {
  const bases = model.classOf(definition)?.bases ?? [];
  return bases.some(({ value }) => model.pathOf(value) === 'threading.Thread');
}

function handedOver(call: Call, path: string) {
  if (path === 'asyncio.to_thread') return argument(call, 0, 'func');
  if (path === 'asyncio.loop.run_in_executor') return argument(call, 1, 'func');
  return path.endsWith('PoolExecutor.submit') ? argument(call, 0, 'fn') : null;
}

function touchesLoop(call: Call, model: Model): boolean {
  const path = model.called(call) ?? '';
  if (
    /^asyncio\.(?:Queue\.(?:put_nowait|get_nowait)|Event\.(?:set|clear)|create_task|ensure_future|loop\.(?:call_soon|call_later|call_at|create_task|stop))$/u.test(
      path,
    )
  )
    return !isOwnLoop(call, model);
  if (call.callee.kind !== 'attribute' || !/^set_(?:result|exception)$/u.test(call.callee.name)) return false;
  const type = model.typeOf(call.callee.object);
  return type.kind === 'future' && type.path !== 'asyncio.gather';
}

/** A thread may have a loop of its own. */
function isOwnLoop(node: Node, model: Model): boolean {
  const owner = model.owner(node);
  return model
    .of('call')
    .some((call) => model.owner(call) === owner && /^asyncio\.(?:new_event_loop|run)$/u.test(model.called(call) ?? ''));
}
