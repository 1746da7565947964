import type { Attribute, Call, Expression, Lambda, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Module, Node } from '../syntax/tree.ts';
import type { Source } from '../syntax/source.ts';
import { isGenerator, ownNodes } from './bodies.ts';
import { createEvaluate } from './evaluate.ts';
import type { Facts, Owner } from './facts.ts';
import { readFacts } from './facts.ts';
import { createGetter } from './getters.ts';
import { findOnLoop } from './loop-thread.ts';
import type { Binding, Scopes } from './scopes.ts';
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
  typeOf(expression: Expression): Type;
  /** Such as `asyncio.sleep` or `builtins.open`; null when it is nothing of a library. */
  pathOf(expression: Expression): string | null;
  /** The library's name for what is called. */
  called(call: Call): string | null;
  /** The function of the code that is called. */
  target(call: Call): FunctionDef | Lambda | null;
  /** The method behind an attribute that is a property. */
  getter(attribute: Attribute): FunctionDef | null;
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
    return callee.kind === 'function' ? callee.of : null;
  };
  const owned = new Map<FunctionDef, readonly Node[]>();
  const own = (definition: FunctionDef) => {
    const nodes = owned.get(definition) ?? ownNodes(definition, facts);
    owned.set(definition, nodes);
    return nodes;
  };
  const getter = createGetter(facts, typeOf);
  const onLoop = findOnLoop(facts, { target, getter, own });
  return {
    ...facts,
    source,
    scopes,
    isFragment,
    typeOf,
    pathOf,
    called: (call) => pathOf(call.callee),
    target,
    getter,
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
