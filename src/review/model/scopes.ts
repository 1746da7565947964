import type { Comprehension, Expression, Name, Parameter } from '../syntax/expressions.ts';
import type { Assign, ClassDef, FunctionDef, Import, Node } from '../syntax/tree.ts';
import type { Facts, Owner } from './facts.ts';
import { remember } from './remember.ts';

/** One place that gives a name something. */
export type Binding = { readonly at: Node } & (
  | { readonly kind: 'import'; readonly path: string }
  | { readonly kind: 'function'; readonly definition: FunctionDef }
  | { readonly kind: 'class'; readonly definition: ClassDef }
  /** `path`: the places in unpacked tuples, from the outside in. */
  | { readonly kind: 'value'; readonly value: Expression; readonly path: readonly number[] }
  | {
      readonly kind: 'element';
      readonly iterable: Expression;
      readonly isAsync: boolean;
      readonly path: readonly number[];
    }
  | { readonly kind: 'entered'; readonly value: Expression; readonly isAsync: boolean }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  /** Something that cannot be told. */
  | { readonly kind: 'other' }
);

/** Where names live. */
type Home = Owner | ClassDef | Comprehension;

export interface Scopes {
  /** All that a name may stand for at that place, wherever in its scope it is given. Empty: nobody gave it anything. */
  bindings(name: string, at: Node): readonly Binding[];
  /** The scope in which that name is found. */
  home(name: string, at: Node): Home | null;
  /** Every mention of a name in the scope that gives it and in the functions below, those that give it included. */
  mentions(name: string, home: Home): readonly Extract<Node, { readonly kind: 'name' }>[];
  /** Modules of which everything was imported. */
  readonly stars: readonly string[];
}

export function readScopes(facts: Facts): Scopes {
  const homes = new Map<Home, Map<string, Binding[]>>();
  const elsewhere = declaredElsewhere(facts);
  const bind = (name: string, home: Home, binding: Binding) => {
    const real = elsewhere.get(home)?.get(name) ?? home;
    const names = homes.get(real) ?? new Map<string, Binding[]>();
    homes.set(real, names);
    const all = names.get(name);
    if (all === undefined) names.set(name, [binding]);
    else all.push(binding);
  };
  const homeOf = remember((node: Node) => homeAround(node, facts));
  bindAll(facts, (name, node, binding) => bind(name, homeOf(node), binding));
  bindParameters(facts, bind);
  const home = (name: string, at: Node): Home | null => {
    for (let next: Home | null = homeOf(at); next !== null; next = outer(next, homeOf))
      if (homes.get(next)?.has(name) === true) return next;
    return null;
  };
  const mentions = groupMentions(facts, home);
  return {
    home,
    bindings(name, at) {
      const found = home(name, at);
      const all = found === null ? [] : (homes.get(found)?.get(name) ?? []);
      return all.length > mostBindings ? [{ kind: 'other', at }] : all;
    },
    mentions: (name, at) => mentions.get(at)?.get(name) ?? [],
    stars: facts
      .of('import')
      .flatMap(({ from, names }) => (from !== null && names.some(({ name }) => name === '*') ? [from] : [])),
  };
}

/** A name that is given a value more often than this is not followed: every use would have to be held against each. */
const mostBindings = 40;

/** All names of the code by the scope that gives them, and by the name. */
function groupMentions(
  facts: Facts,
  home: Scopes['home'],
): ReadonlyMap<Home | null, ReadonlyMap<string, readonly Name[]>> {
  const byHome = Map.groupBy(facts.of('name'), (one) => home(one.name, one));
  return new Map([...byHome].map(([at, names]) => [at, Map.groupBy(names, ({ name }) => name)]));
}

/** Names that a function takes from outside by `global` or `nonlocal`. */
function declaredElsewhere(facts: Facts): ReadonlyMap<Home, ReadonlyMap<string, Home>> {
  const declared = new Map<Home, Map<string, Home>>();
  for (const statement of facts.of('simple')) {
    const owner = facts.owner(statement);
    const names = declared.get(owner) ?? new Map<string, Home>();
    const home = statement.word === 'global' || owner.kind === 'module' ? facts.module : homeAround(owner, facts);
    for (const name of statement.names) names.set(name, home);
    declared.set(owner, names);
  }
  return declared;
}

type Bind = (name: string, node: Node, binding: Binding) => void;

function bindAll(facts: Facts, bind: Bind): void {
  for (const node of facts.of('import')) bindImport(node, bind);
  for (const node of facts.of('function')) bind(node.name, node, { kind: 'function', definition: node, at: node });
  for (const node of facts.of('class')) bind(node.name, node, { kind: 'class', definition: node, at: node });
  for (const node of facts.of('assign')) bindAssigned(node, bind);
  for (const node of facts.of('walrus'))
    bindTarget(node.target, [], (name, path) => bind(name, node, { kind: 'value', value: node.value, path, at: node }));
  for (const node of [...facts.of('for'), ...facts.of('for-clause')])
    bindTarget(node.target, [], (name, path) => {
      const { iterable, isAsync } = node;
      bind(name, node, { kind: 'element', iterable, isAsync, path, at: node });
    });
  for (const node of facts.of('with')) for (const item of node.items) bindItem(item, node.isAsync, bind);
  bindUnknown(facts, bind);
}

function bindAssigned(node: Assign, bind: Bind): void {
  const told = node.operator === '=' ? node.value : null;
  for (const target of node.targets)
    bindTarget(target, [], (name, path) =>
      bind(name, node, told === null ? { kind: 'other', at: node } : { kind: 'value', value: told, path, at: node }),
    );
}

/** What `except` and `match` give cannot be told. */
function bindUnknown(facts: Facts, bind: Bind): void {
  for (const node of facts.of('handler')) if (node.name !== null) bind(node.name, node, { kind: 'other', at: node });
  for (const node of facts.of('case')) for (const name of node.captures) bind(name, node, { kind: 'other', at: node });
}

function bindItem(item: Extract<Node, { readonly kind: 'with-item' }>, isAsync: boolean, bind: Bind): void {
  if (item.target === null) return;
  bindTarget(item.target, [], (name, path) =>
    bind(
      name,
      item,
      path.length === 0 ? { kind: 'entered', value: item.value, isAsync, at: item } : { kind: 'other', at: item },
    ),
  );
}

function bindImport(node: Import, bind: Bind): void {
  for (const { name, alias } of node.names) {
    if (name === '*') continue;
    const path = node.from === null ? (alias === null ? firstPart(name) : name) : `${node.from}.${name}`;
    bind(alias ?? firstPart(name), node, { kind: 'import', path, at: node });
  }
}

const firstPart = (path: string) => path.split('.')[0] ?? path;

function bindTarget(
  target: Expression,
  path: readonly number[],
  found: (name: string, path: readonly number[]) => void,
): void {
  if (target.kind === 'name') found(target.name, path);
  else if (target.kind === 'starred') bindTarget(target.value, [...path, -1], found);
  else if (target.kind === 'collection')
    target.items.forEach((item, index) => bindTarget(item, [...path, index], found));
}

function bindParameters(facts: Facts, bind: (name: string, home: Home, binding: Binding) => void): void {
  for (const owner of [...facts.of('function'), ...facts.of('lambda')])
    for (const parameter of owner.params) bind(parameter.name, owner, { kind: 'parameter', parameter, at: parameter });
}

/** The scope that a node's names are looked up in first. */
function homeAround(node: Node, facts: Facts): Home {
  let below = node;
  for (let next = facts.parent(node); next !== null; below = next, next = facts.parent(next)) {
    if (next.kind === 'comprehension' && !isFirstIterable(below, node, next)) return next;
    if (next.kind === 'class' && next.body.some((one) => one === below)) return next;
    if (next.kind === 'function' && next.body.some((one) => one === below)) return next;
    if (next.kind === 'lambda' && below === next.body) return next;
  }
  return facts.module;
}

/** What the first `for` of a comprehension goes through is looked up outside. */
function isFirstIterable(below: Node, node: Node, comprehension: Comprehension): boolean {
  const [first] = comprehension.clauses;
  if (first?.kind !== 'for-clause' || below !== first || node === first) return false;
  return node.start >= first.iterable.start && node.end <= first.iterable.end;
}

/** Classes are not looked through from the functions in them. */
function outer(home: Home, homeOf: (node: Node) => Home): Home | null {
  if (home.kind === 'module') return null;
  const next = homeOf(home);
  if (next.kind !== 'class' || home.kind === 'comprehension') return next;
  return outer(next, homeOf);
}
