import { blocksOf } from '../syntax/blocks.ts';
import { childrenOf } from '../syntax/children.ts';
import type { Lambda } from '../syntax/expressions.ts';
import type { ClassDef, FunctionDef, Module, Node, Statement } from '../syntax/tree.ts';
import { remember } from './remember.ts';

/** A function, or the module as the outermost one. */
export type Owner = FunctionDef | Lambda | Module;

/** What stands where, found in one walk. */
export interface Facts {
  readonly module: Module;
  /** Every node of a kind, in the order in which they are written. */
  of<Kind extends Node['kind']>(kind: Kind): readonly Extract<Node, { readonly kind: Kind }>[];
  readonly parent: (node: Node) => Node | null;
  /** From the node's parent to the module. */
  ancestors(node: Node): readonly Node[];
  /** The function whose body the node is in; decorators and defaults are outside it. */
  owner(node: Node): Owner;
  /** The class in whose body a function stands. */
  classOf(definition: FunctionDef): ClassDef | null;
  /** The innermost statement around a node, or the node itself. */
  statement(node: Node): Statement | null;
  /** Whether the first is sure to have run, in the same function, when the second does. */
  dominates(first: Node, second: Node): boolean;
  /** The nodes below one that run with it: not those in functions that it defines. */
  inside(node: Node): readonly Node[];
  /** Those and the nodes themselves, in their order. */
  within(...nodes: readonly Node[]): readonly Node[];
}

export function readFacts(module: Module): Facts {
  const parents = new Map<Node, Node>();
  const kinds = new Map<string, Node[]>();
  const places = new Map<Node, Place>();
  walk(module, { parents, kinds, places });
  const parent = (node: Node) => parents.get(node) ?? null;
  const inside = remember((node: Node): readonly Node[] =>
    childrenOf(node).flatMap((child) => (isFunction(child) ? [child] : [child, ...inside(child)])),
  );
  const ancestors = (node: Node) => {
    const found: Node[] = [];
    for (let next = parent(node); next !== null; next = parent(next)) found.push(next);
    return found;
  };
  return {
    module,
    of: (kind) => nodesOf(kinds, kind),
    parent,
    ancestors,
    owner: remember((node: Node) => ownerOf(node, parent) ?? module),
    classOf(definition) {
      const above = parent(definition);
      return above?.kind === 'class' ? above : null;
    },
    statement: (node) => [node, ...ancestors(node)].find(isStatement) ?? null,
    dominates(first, second) {
      const place = [first, ...ancestors(first)].map((one) => places.get(one)).find((one) => one !== undefined);
      if (place === undefined) return false;
      return [second, ...ancestors(second)].some((one) => {
        const other = places.get(one);
        return other?.block === place.block && place.index < other.index;
      });
    },
    inside,
    within: (...nodes) => nodes.flatMap((node) => [node, ...inside(node)]),
  };
}

/** Where a statement stands among its siblings. */
interface Place {
  readonly block: readonly Statement[];
  readonly index: number;
}

interface Found {
  readonly parents: Map<Node, Node>;
  readonly kinds: Map<string, Node[]>;
  readonly places: Map<Node, Place>;
}

function walk(node: Node, found: Found): void {
  const same = found.kinds.get(node.kind);
  if (same === undefined) found.kinds.set(node.kind, [node]);
  else same.push(node);
  for (const block of blocksOf(node)) block.forEach((one, index) => found.places.set(one, { block, index }));
  for (const child of childrenOf(node)) {
    found.parents.set(child, node);
    walk(child, found);
  }
}

function nodesOf<Kind extends Node['kind']>(
  kinds: ReadonlyMap<string, readonly Node[]>,
  kind: Kind,
): readonly Extract<Node, { readonly kind: Kind }>[] {
  const nodes = kinds.get(kind) ?? [];
  return areOfKind(nodes, kind) ? nodes : [];
}

/** They were put together by their kind: the first one speaks for all. */
function areOfKind<Kind extends Node['kind']>(
  nodes: readonly Node[],
  kind: Kind,
): nodes is readonly Extract<Node, { readonly kind: Kind }>[] {
  return nodes[0]?.kind === kind;
}

function ownerOf(node: Node, parent: (node: Node) => Node | null): Owner | null {
  let below = node;
  for (let next = parent(node); next !== null; below = next, next = parent(next)) {
    if (next.kind === 'module') return next;
    if (next.kind === 'function' && isInBody(below, next.body)) return next;
    if (next.kind === 'lambda' && below === next.body) return next;
  }
  return null;
}

function isInBody(node: Node, body: readonly Statement[]): boolean {
  return body.some((one) => one === node);
}

/** Kinds of nodes that are statements. */
function isStatement(node: Node): node is Statement {
  return statementKinds.has(node.kind);
}

const statementKinds = new Set(
  'expression assign return raise if while for with try function class import match simple broken'.split(' '),
);

const isFunction = ({ kind }: Node) => kind === 'function' || kind === 'lambda';
