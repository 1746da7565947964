import type { Node } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { Binding } from './scopes.ts';

/** Of all that a name may stand for, what can reach a place in the function that gives it. */
export function reaching(all: readonly Binding[], at: Node, facts: Facts): readonly Binding[] {
  if (all.length < 2) return all;
  const owner = facts.owner(at);
  const here = all.filter((one) => facts.owner(one.at) === owner || one.kind === 'parameter');
  if (here.length < all.length) return all;
  const sure = here.filter((one) => (one.kind === 'parameter' ? true : covers(one, at, facts)));
  const last = sure.toSorted((one, other) => one.at.start - other.at.start).at(-1);
  const loops = facts.ancestors(at).filter(({ kind }) => kind === 'for' || kind === 'while');
  const comesRound = (one: Binding) => loops.some((loop) => loop.start < one.at.start && one.at.end <= loop.end);
  return here.filter((one) => {
    if (one === last) return true;
    if (isGivenTo(one, at)) return comesRound(one);
    if (one.at.start > at.start) return comesRound(one);
    return last === undefined || one.at.start > last.at.start;
  });
}

/** `fetch = timed(fetch)`: what stands on the right is still the old one. */
function isGivenTo({ at: assign }: Binding, at: Node): boolean {
  if (assign.kind !== 'assign' || assign.value === null) return false;
  return assign.value.start <= at.start && at.end <= assign.value.end;
}

/** The binding is made for sure before that place: earlier in the same block or one around it, or by the loop around it. */
function covers(binding: Binding, at: Node, facts: Facts): boolean {
  if (facts.dominates(binding.at, at)) return true;
  const around = facts.ancestors(at);
  if (binding.at.kind === 'with-item') {
    const statement = facts.parent(binding.at);
    return statement !== null && around.includes(statement) && binding.at.end <= at.start;
  }
  if (binding.at.kind === 'for') return around.includes(binding.at) && binding.at.iterable.end < at.start;
  return binding.at.kind === 'for-clause' || (binding.at.kind === 'handler' && around.includes(binding.at));
}
