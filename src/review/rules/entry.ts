import type { Model } from '../model/model.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';

/** Coroutine functions that `asyncio.run` is given: when one returns, everything else is cancelled. */
export function entryPoints(model: Model): ReadonlySet<FunctionDef> {
  return new Set(
    model.of('call').flatMap((call) => {
      if (!/^asyncio\.(?:run|Runner\.run|loop\.run_until_complete)$/u.test(model.called(call) ?? '')) return [];
      const given = argument(call, 0, 'main');
      const type = given === null ? null : model.typeOf(given);
      return type?.kind === 'coroutine' && type.of !== null ? [type.of] : [];
    }),
  );
}

/** Whether something is awaited in the function after a place. */
export function awaitsAfter(place: Node, definition: FunctionDef, model: Model): boolean {
  const loops = model
    .ancestors(place)
    .filter((node) => (node.kind === 'for' || node.kind === 'while') && model.owner(node) === definition);
  const from = loops.reduce((least, loop) => Math.min(least, loop.start), place.end);
  return model
    .own(definition)
    .some((node) => waits(node) && node.start >= from && !(node.start <= place.start && place.end <= node.end));
}

/** A place where the loop may go on to others. */
export function waits(node: Node): boolean {
  if (node.kind === 'await') return true;
  return (node.kind === 'with' || node.kind === 'for' || node.kind === 'for-clause') && node.isAsync;
}
