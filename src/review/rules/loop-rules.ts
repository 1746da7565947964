import type { Owner } from '../model/facts.ts';
import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef, Import, Node } from '../syntax/tree.ts';
import { namedValue } from './arguments.ts';
import type { Rule } from './rule.ts';

/** `asyncio.run` in a coroutine, or in what a coroutine calls. */
export const asyncioRunInRunningLoop: Rule = {
  name: 'asyncio_run_in_running_loop',
  check(model, report) {
    for (const call of model.of('call'))
      if (/^asyncio\.(?:run|Runner\.run)$/u.test(model.called(call) ?? '') && model.isOnLoop(model.owner(call)))
        report(call);
  },
};

export const runUntilCompleteInRunningLoop: Rule = {
  name: 'run_until_complete_in_running_loop',
  check(model, report) {
    for (const call of model.of('call')) {
      if (!model.isOnLoop(model.owner(call)) || call.callee.kind !== 'attribute') continue;
      if (/^(?:run_until_complete|run_forever)$/u.test(call.callee.name)) report(call);
    }
  },
};

/** One `asyncio.run` for each item: a new loop every time, and nothing side by side. */
export const asyncioRunRepeated: Rule = {
  name: 'asyncio_run_repeated',
  check(model, report) {
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.run' || model.isOnLoop(model.owner(call))) continue;
      if (isRepeated(call, model) || isCalledRepeatedly(model.owner(call), model)) report(call);
    }
  },
};

/** The plain function around it is called in a loop, itself or through others. */
function isCalledRepeatedly(owner: Owner, model: Model, seen: Set<Owner> = new Set()): boolean {
  if (owner.kind !== 'function' || seen.has(owner)) return false;
  seen.add(owner);
  return model
    .callers(owner)
    .some((one) => isMap(one, model) || isRepeated(one, model) || isCalledRepeatedly(model.owner(one), model, seen));
}

const isMap = (node: Node, model: Model) => node.kind === 'call' && model.called(node) === 'builtins.map';

/** In a `for` or a comprehension; a `while` is a menu, a service or a retry. */
function isRepeated(call: Node, model: Model): boolean {
  const owner = model.owner(call);
  return model
    .ancestors(call)
    .filter((node) => model.owner(node) === owner || node === owner)
    .some((node) => (node.kind === 'for' && !isHead(call, node)) || node.kind === 'comprehension');
}

const isHead = (call: Node, loop: Extract<Node, { readonly kind: 'for' }>) =>
  call.start >= loop.iterable.start && call.end <= loop.iterable.end;

export const getEventLoopDeprecated: Rule = {
  name: 'get_event_loop_deprecated',
  check(model, report) {
    if (setsLoop(model)) return;
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.get_event_loop' || model.isOnLoop(model.owner(call))) continue;
      if (!model.ancestors(call).some(({ kind }) => kind === 'try')) report(call);
    }
    for (const node of model.of('attribute'))
      if (model.pathOf(node) === 'asyncio.get_event_loop' && isFactoryAtImport(node, model)) report(node);
  },
};

/** `field(default_factory=asyncio.get_event_loop)` of a class that the outermost level makes one of. */
function isFactoryAtImport(node: Node, model: Model): boolean {
  const argument = model.parent(node);
  const definition = model.ancestors(node).find(({ kind }) => kind === 'class');
  return (
    argument?.kind === 'argument' &&
    argument.key === 'default_factory' &&
    model.of('call').some((call) => {
      const type = model.typeOf(call.callee);
      return type.kind === 'class' && type.of === definition && model.owner(call).kind === 'module';
    })
  );
}

const setsLoop = (model: Model) => model.of('call').some((call) => model.called(call) === 'asyncio.set_event_loop');

/** What is gone from asyncio. */
export const removedAsyncioApi: Rule = {
  name: 'removed_asyncio_api',
  check(model, report) {
    for (const node of [...model.of('attribute'), ...model.of('name')])
      if (removed.has(model.pathOf(node) ?? '') && model.parent(node)?.kind !== 'assign') report(node);
    for (const call of model.of('call'))
      if (tookLoop.has(model.called(call) ?? '') && namedValue(call, 'loop', model) !== null)
        report(call, { about: call.callee });
    for (const node of model.of('import')) if (importsRemoved(node)) report(node);
  },
};

const importsRemoved = ({ from, names }: Import) =>
  from === 'asyncio' && names.some(({ name }) => removed.has(`asyncio.${name}`));

const removed = new Set('asyncio.coroutine asyncio.async asyncio.Task.all_tasks asyncio.Task.current_task'.split(' '));

const tookLoop = new Set(
  'sleep gather wait wait_for shield as_completed Lock Event Condition Semaphore BoundedSemaphore Queue PriorityQueue LifoQueue open_connection start_server create_subprocess_exec create_subprocess_shell'
    .split(' ')
    .map((name) => `asyncio.${name}`),
);

/** What needs a running loop, made where none can run. */
export const loopObjectCreatedOutsideLoop: Rule = {
  name: 'loop_object_created_outside_loop',
  check(model, report) {
    if (model.isFragment) return;
    const early = runAtImport(model);
    for (const call of model.of('call')) {
      if (!needsLoop.has(model.called(call) ?? '') || isInClassOrMain(call, model)) continue;
      const owner = model.owner(call);
      if (owner.kind === 'module' || (owner.kind === 'function' && early.has(owner))) report(call);
    }
  },
};

/** Plain functions that the outermost level calls, itself or through others, and no coroutine does. */
function runAtImport(model: Model): ReadonlySet<FunctionDef> {
  const start = [...model.of('call'), ...model.of('attribute')].filter((one) => model.owner(one).kind === 'module');
  const found = new Set(start.flatMap((one) => plainOf(one, model)));
  for (const one of found) for (const node of model.own(one)) for (const next of plainOf(node, model)) found.add(next);
  return found;
}

const plainOf = (node: Node, model: Model) =>
  model.reached(node).flatMap((one) => (one.kind === 'function' && !one.isAsync && !model.isOnLoop(one) ? [one] : []));

const needsLoop = new Set([
  'aiohttp.ClientSession',
  'aiohttp.TCPConnector',
  'asyncio.get_running_loop',
  'asyncio.Future',
]);

const isInClassOrMain = (call: Call, model: Model) => model.ancestors(call).some(({ kind }) => kind === 'with');

/** `create_task` where no loop runs. */
export const createTaskWithoutRunningLoop: Rule = {
  name: 'create_task_without_running_loop',
  check(model, report) {
    if (model.isFragment) return;
    for (const call of model.of('call')) {
      if (!/^asyncio\.(?:create_task|get_running_loop)$/u.test(model.called(call) ?? '')) continue;
      if (model.called(call) === 'asyncio.create_task' && runsNowhere(call, model)) report(call);
    }
  },
};

/** At the outermost level, or in a plain function that only the outermost level calls. */
function runsNowhere(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  if (owner.kind === 'module') return true;
  if (owner.kind !== 'function' || owner.isAsync || model.isOnLoop(owner)) return false;
  if (model.classOf(owner) !== null) {
    const callers = owner.name === '__init__' ? model.callers(owner) : [];
    return callers.length > 0 && callers.every((one) => model.owner(one).kind === 'module');
  }
  const mentions = model.mentions(owner.name, owner);
  const calls = mentions.flatMap((name) => {
    const parent = model.parent(name);
    return parent?.kind === 'call' && parent.callee === name ? [parent] : [];
  });
  return (
    calls.length > 0 && calls.length === mentions.length && calls.every((one) => model.owner(one).kind === 'module')
  );
}
