import type { Call, Expression, Lambda, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Module, Node } from '../syntax/tree.ts';
import type { Source } from '../syntax/source.ts';
import { isGenerator, ownNodes } from './bodies.ts';
import { createCallers } from './callers.ts';
import { createEvaluate } from './evaluate.ts';
import type { Facts, Owner } from './facts.ts';
import { readFacts } from './facts.ts';
import { findOnLoop } from './loop-thread.ts';
import { callbacksOf, createReached, keepsFunction } from './reached.ts';
import type { Binding, Scopes } from './scopes.ts';
import { remember } from './remember.ts';
import { readScopes } from './scopes.ts';
import { reaching } from './reach.ts';
import type { Type } from './type.ts';

interface Read {
  readonly module: Module;
  readonly source: Source;
  readonly isFragment: boolean;
}

/** What the rules ask about the code. */
export interface Model extends Facts {
  readonly source: Source;
  readonly scopes: Scopes;
  /** A piece out of some function, or a session: `await` may stand at its outermost level. */
  readonly isFragment: boolean;
  readonly typeOf: (expression: Expression) => Type;
  /** Such as `asyncio.sleep` or `builtins.open`; null when it is nothing of a library. */
  pathOf(expression: Expression): string | null;
  /** The library's name for what is called. */
  called(call: Call): string | null;
  /** The function of the code that is called. */
  target(call: Call): FunctionDef | Lambda | null;
  /** The functions of the code that a node runs at once: called, as a constructor, a property, or by `map` and its like. */
  readonly reached: (node: Node) => readonly (FunctionDef | Lambda)[];
  /** The nodes that run a function at once. */
  callers(definition: FunctionDef): readonly Node[];
  /** What a name may stand for at its place. */
  given(name: Name): readonly Binding[];
  /** Where the name that a statement gives is looked at, in its function and those below. */
  mentions(name: string, at: Node): readonly Name[];
  /** The function is run by the event loop: a coroutine, or called by one. */
  isOnLoop(owner: Owner): boolean;
  /** What belongs to a function itself, and not to functions in it. */
  own(definition: FunctionDef): readonly Node[];
  isGenerator(definition: FunctionDef): boolean;
  textOf(node: Node): string;
}

export function createModel({ module, source, isFragment }: Read): Model {
  const facts = readFacts(module);
  const scopes = readScopes(facts);
  const { typeOf, pathOf } = createEvaluate(facts, scopes);
  const target = (call: Call) => {
    const callee = typeOf(call.callee);
    if (callee.kind !== 'function') return null;
    const isItself = callee.of.kind === 'lambda' || callee.of.decorators.every((one) => keepsFunction(one, typeOf));
    return isItself ? callee.of : null;
  };
  const owned = new Map<FunctionDef, readonly Node[]>();
  const own = (definition: FunctionDef) => {
    const nodes = owned.get(definition) ?? ownNodes(definition, facts);
    owned.set(definition, nodes);
    return nodes;
  };
  const reached = remember(createReached(typeOf));
  const onLoop = findOnLoop(facts, { reached, callbacks: (call) => callbacksOf(call, typeOf), own });
  return {
    ...facts,
    source,
    scopes,
    isFragment,
    typeOf,
    pathOf,
    called: (call) => pathOf(call.callee),
    target,
    reached,
    callers: createCallers(facts, reached),
    given: (name) => reaching(scopes.bindings(name.name, name), name, facts),
    mentions(name, at) {
      const home = scopes.home(name, at);
      return home === null ? [] : scopes.mentions(name, home);
    },
    isOnLoop: (owner) => onLoop.has(owner),
    own,
    isGenerator: (definition) => isGenerator(definition, facts),
    textOf: ({ start, end }) => source.text.slice(start, end),
  };
}
