import type { Owner } from '../model/facts.ts';
import type { Model } from '../model/model.ts';
import type { Argument, Call } from '../syntax/expressions.ts';
import type { Import, Node } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';

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
      if (isRepeated(call, model) || isRunInALoop(call, new Set(), model)) report(call);
    }
  },
};

/** In a `for` or a comprehension; a `while` is a menu, a service or a retry. */
function isRepeated(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  return model
    .ancestors(call)
    .filter((node) => model.owner(node) === owner || node === owner)
    .some((node) => (node.kind === 'for' && !isHead(call, node)) || node.kind === 'comprehension');
}

/** The plain function around it is called in a loop, itself or by way of others. */
function isRunInALoop(call: Call, seen: Set<Owner>, model: Model): boolean {
  const owner = model.owner(call);
  if (owner.kind !== 'function' || owner.isAsync || seen.has(owner)) return false;
  seen.add(owner);
  const callers = model.of('call').filter((one) => one.callee !== call.callee && model.target(one) === owner);
  return callers.some((one) => isRepeated(one, model) || isRunInALoop(one, seen, model));
}

const isHead = (call: Call, loop: Extract<Node, { readonly kind: 'for' }>) =>
  call.start >= loop.iterable.start && call.end <= loop.iterable.end;

export const getEventLoopDeprecated: Rule = {
  name: 'get_event_loop_deprecated',
  check(model, report) {
    if (setsLoop(model)) return;
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.get_event_loop' || model.isOnLoop(model.owner(call))) continue;
      if (!model.ancestors(call).some(({ kind }) => kind === 'try')) report(call);
    }
    for (const { key, value } of model.of('argument'))
      if (key === 'default_factory' && model.pathOf(value) === 'asyncio.get_event_loop') report(value);
  },
};

const setsLoop = (model: Model) => model.of('call').some((call) => model.called(call) === 'asyncio.set_event_loop');

/** What is gone from asyncio. */
export const removedAsyncioApi: Rule = {
  name: 'removed_asyncio_api',
  check(model, report) {
    for (const node of [...model.of('attribute'), ...model.of('name')])
      if (removed.has(model.pathOf(node) ?? '') && model.parent(node)?.kind !== 'assign') report(node);
    for (const call of model.of('call'))
      if (tookLoop.has(model.called(call) ?? '') && call.args.some((one) => givesLoop(one, model)))
        report(call, { about: call.callee });
    for (const node of model.of('import')) if (importsRemoved(node)) report(node);
  },
};

/** `loop=…`, or `**options` with it. */
function givesLoop({ key, spread, value }: Argument, model: Model): boolean {
  if (key === 'loop') return true;
  const given = spread === '**' && value.kind === 'name' ? soleValue(value, model) : value;
  if (spread !== '**' || given?.kind !== 'collection') return false;
  return given.items.some((item) => item.kind === 'pair' && /^(['"])loop\1$/u.test(model.textOf(item.key)));
}

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
    for (const call of model.of('call'))
      if (
        needsLoop.has(model.called(call) ?? '') &&
        (model.owner(call).kind === 'module' ? !isInClassOrMain(call, model) : isMadeByModule(call, model))
      )
        report(call);
  },
};

const needsLoop = new Set([
  'aiohttp.ClientSession',
  'aiohttp.TCPConnector',
  'asyncio.get_running_loop',
  'asyncio.Future',
]);

/** In the `__init__` of a class of which the module makes an object. */
function isMadeByModule(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  const definition = owner.kind === 'function' && owner.name === '__init__' ? model.classOf(owner) : null;
  if (definition === null) return false;
  return model.of('call').some((one) => {
    const callee = model.typeOf(one.callee);
    return callee.kind === 'class' && callee.of === definition && model.owner(one).kind === 'module';
  });
}

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
  if (owner.kind !== 'function' || owner.isAsync || model.isOnLoop(owner) || model.classOf(owner) !== null)
    return false;
  const mentions = model.mentions(owner.name, owner);
  const calls = mentions.flatMap((name) => {
    const parent = model.parent(name);
    return parent?.kind === 'call' && parent.callee === name ? [parent] : [];
  });
  return (
    calls.length > 0 && calls.length === mentions.length && calls.every((one) => model.owner(one).kind === 'module')
  );
}
