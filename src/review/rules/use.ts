import type { Model } from '../model/model.ts';
import type { Conditional, Expression, Name, Operation, Walrus } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';

/** What becomes of an expression's value. */
export type Use =
  | { readonly kind: 'awaited' }
  /** A statement of its own: nobody gets it. */
  | { readonly kind: 'dropped' }
  /** Kept under a name. */
  | { readonly kind: 'stored'; readonly name: Name }
  /** Used as the value that it is not: indexed, compared, added, printed, gone through. */
  | { readonly kind: 'value' }
  /** Passed on, returned, put into a container: somebody else may await it. */
  | { readonly kind: 'passed' };

export function useOf(node: Expression, model: Model): Use {
  const parent = model.parent(node);
  if (parent === null) return { kind: 'passed' };
  switch (parent.kind) {
    case 'await':
      return { kind: 'awaited' };
    case 'expression':
      return { kind: 'dropped' };
    case 'assign':
      return assigned(parent);
    case 'attribute':
      return coroutineMembers.test(parent.name) ? { kind: 'passed' } : { kind: 'value' };
    case 'conditional':
    case 'walrus':
    case 'operation':
      return useIn(parent, node, model);
    default:
      return isValuePlace(node, parent, model) ? { kind: 'value' } : { kind: 'passed' };
  }
}

/** A part of `a if b else c`, `a := b` or `a and b`. */
function useIn(around: Conditional | Walrus | Operation, node: Expression, model: Model): Use {
  if (around.kind === 'conditional' && node === around.test) return { kind: 'value' };
  if (around.kind !== 'operation') return handedUp(around, model);
  const { operator, operands } = around;
  if (/^(?:and|or)$/u.test(operator) && operands.at(-1) === node) return handedUp(around, model);
  return isHarmless(operator, operands.length) ? { kind: 'passed' } : { kind: 'value' };
}

/** It is what the expression around it gives: dropped or misused there, it is here as well. */
function handedUp(around: Expression, model: Model): Use {
  const use = useOf(around, model);
  return use.kind === 'dropped' || use.kind === 'value' ? use : { kind: 'passed' };
}

/** What coroutines, tasks and futures have themselves. */
const coroutineMembers =
  /^(?:send|throw|close|cr_\w+|__\w+__|add_done_callback|cancel\w*|done|result|exception|set_\w+|get_\w+|remove_done_callback|uncancel)$/u;

function assigned(parent: Extract<Node, { readonly kind: 'assign' }>): Use {
  const [target, ...others] = parent.targets;
  if (parent.operator !== '=') return { kind: 'value' };
  if (target === undefined || others.length > 0) return { kind: 'passed' };
  if (target.kind === 'collection') return { kind: 'value' };
  return target.kind === 'name' ? { kind: 'stored', name: target } : { kind: 'passed' };
}

/** `is None`, `in tasks`, `a or b`, `not x` do not need the result. `or` and `and` pass it on. */
function isHarmless(operator: string, operands: number): boolean {
  return /^(?:is|is not|in|not in|and|or|and and|or or)$/u.test(operator) || (operator === 'not' && operands > 1);
}

function takesValues(argument: Extract<Node, { readonly kind: 'argument' }>, model: Model): boolean {
  const call = model.parent(argument);
  if (call?.kind !== 'call' || argument.key !== null) return false;
  const { callee } = call;
  if (callee.kind === 'attribute' && callee.object.kind === 'constant') return /^(?:format|join)$/u.test(callee.name);
  const path = model.called(call);
  return path !== null && valueTakers.has(path);
}

const valueTakers = new Set(
  'print len str int float sum sorted min max any all range round abs enumerate zip dict'
    .split(' ')
    .map((name) => `builtins.${name}`)
    .concat('json.dumps', 'json.loads', 'time.sleep'),
);

function isValuePlace(node: Node, parent: Node, model: Model): boolean {
  switch (parent.kind) {
    case 'argument':
      return takesValues(parent, model);
    case 'subscript':
      return parent.object === node;
    case 'for':
    case 'for-clause':
      return parent.iterable === node && !parent.isAsync;
    case 'other':
      return parent.of === 'template';
    case 'if':
    case 'while':
    case 'if-clause':
      return parent.test === node;
    case 'call':
      return parent.callee === node;
    default:
      return false;
  }
}
