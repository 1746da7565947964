import type { Praise, PraiseKind } from '#core/ports/code-reviewer.ts';
import type { Group } from './group-blocks.ts';
import type { Model } from './model/model.ts';
import { waits } from './rules/entry.ts';
import type { Node } from './syntax/tree.ts';

/** What is certainly done well in code in which nothing was found, the best first; each kind once. */
export function findPraises(group: Group, model: Model): readonly Praise[] {
  return finders.flatMap(({ kind, find }) => {
    const [first] = find(model);
    if (first === undefined) return [];
    const { block, blockLine } = group.placeOf(first.line);
    return [{ kind, block, blockLine }];
  });
}

interface Finder {
  readonly kind: PraiseKind;
  /** Where it stands, in order. */
  readonly find: (model: Model) => readonly Node[];
}

const finders: readonly Finder[] = [
  { kind: 'task-group', find: taskGroups },
  { kind: 'semaphore', find: semaphores },
  { kind: 'timeout', find: timeouts },
  { kind: 'clean-up', find: cleanUps },
  { kind: 'thread', find: threads },
];

/** `async with asyncio.TaskGroup() as group`, and tasks made in it. */
function taskGroups(model: Model): readonly Node[] {
  return model
    .of('with')
    .filter(
      ({ isAsync, items, body }) =>
        isAsync &&
        items.some(({ value }) => value.kind === 'call' && model.called(value) === 'asyncio.TaskGroup') &&
        model
          .within(...body)
          .some((node) => node.kind === 'call' && model.called(node) === 'asyncio.TaskGroup.create_task'),
    );
}

/** `async with asyncio.timeout(…)` around a wait. */
function timeouts(model: Model): readonly Node[] {
  return model
    .of('with')
    .filter(
      ({ isAsync, items, body }) =>
        isAsync &&
        items.some(
          ({ value }) =>
            value.kind === 'call' &&
            model.called(value) === 'asyncio.timeout' &&
            value.args.some((one) => one.value.kind === 'constant' && one.value.of === 'number'),
        ) &&
        model.within(...body).some(waits),
    );
}

/** A semaphore that all share is entered around a wait. */
function semaphores(model: Model): readonly Node[] {
  return model.of('with').filter(({ isAsync, items, body }) => {
    const isSemaphore = items.some(({ value }) => {
      const type = value.kind === 'name' ? model.typeOf(value) : null;
      return type?.kind === 'object' && /^asyncio\.(?:Bounded)?Semaphore$/u.test(type.path);
    });
    return isAsync && isSemaphore && model.within(...body).some(waits);
  });
}

/** Something is closed or given back in the `finally` of a coroutine that waits before it. */
function cleanUps(model: Model): readonly Node[] {
  return model.of('try').flatMap(({ body, final }) => {
    const [first] = final;
    const closes = model
      .within(...final)
      .some(
        (node) =>
          node.kind === 'call' &&
          node.callee.kind === 'attribute' &&
          /^(?:close|aclose|release|disconnect|shutdown)$/u.test(node.callee.name),
      );
    return first !== undefined && closes && model.within(...body).some(waits) ? [first] : [];
  });
}

/** A blocking call is made beside the loop. */
function threads(model: Model): readonly Node[] {
  return model
    .of('call')
    .filter((call) => model.called(call) === 'asyncio.to_thread' && model.parent(call)?.kind === 'await');
}
