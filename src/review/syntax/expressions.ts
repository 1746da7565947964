/** Where a node stands in the code: lines from 1, and character offsets. */
export interface Span {
  readonly line: number;
  readonly endLine: number;
  readonly start: number;
  readonly end: number;
}

export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}

/** `f(1)`, `f(key=1)`, `f(*rest)`, `f(**rest)`. */
export interface Argument extends Span {
  readonly kind: 'argument';
  readonly key: string | null;
  readonly spread: '' | '*' | '**';
  readonly value: Expression;
}

export interface Await extends Span {
  readonly kind: 'await';
  readonly value: Expression;
}

export interface Constant extends Span {
  readonly kind: 'constant';
  readonly of: 'string' | 'number' | 'true' | 'false' | 'none' | 'ellipsis';
  /** As written, a string with its quotes. */
  readonly text: string;
}

export interface Collection extends Span {
  readonly kind: 'collection';
  readonly of: 'list' | 'tuple' | 'set' | 'dict';
  readonly items: readonly Expression[];
}

export interface Comprehension extends Span {
  readonly kind: 'comprehension';
  readonly of: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  readonly clauses: readonly Clause[];
}

export type Clause = ForClause | IfClause;

export interface ForClause extends Span {
  readonly kind: 'for-clause';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
}

export interface IfClause extends Span {
  readonly kind: 'if-clause';
  readonly test: Expression;
}

export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly params: readonly Parameter[];
  readonly body: Expression;
}

/** Arithmetic, comparison, `and`, `or`, `not`. */
export interface Operation extends Span {
  readonly kind: 'operation';
  readonly operator: string;
  readonly operands: readonly Expression[];
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Subscript extends Span {
  readonly kind: 'subscript';
  readonly object: Expression;
  readonly index: readonly Expression[];
}

export interface Starred extends Span {
  readonly kind: 'starred';
  readonly value: Expression;
}

export interface Yield extends Span {
  readonly kind: 'yield';
  readonly from: boolean;
  readonly value: Expression | null;
}

/** `name := value` */
export interface Walrus extends Span {
  readonly kind: 'walrus';
  readonly target: Expression;
  readonly value: Expression;
}

/** `key: value` of a dict. */
export interface Pair extends Span {
  readonly kind: 'pair';
  readonly key: Expression;
  readonly value: Expression;
}

/** An f-string (its parts are what stands in braces), a slice, or what did not parse. */
export interface Other extends Span {
  readonly kind: 'other';
  readonly of: 'template' | 'slice' | 'broken';
  readonly parts: readonly Expression[];
}

export type Expression =
  | Name
  | Attribute
  | Call
  | Await
  | Constant
  | Collection
  | Comprehension
  | Lambda
  | Operation
  | Conditional
  | Subscript
  | Starred
  | Yield
  | Walrus
  | Pair
  | Other;

export interface Parameter extends Span {
  readonly kind: 'parameter';
  readonly name: string;
  readonly spread: '' | '*' | '**';
  readonly annotation: Expression | null;
  readonly value: Expression | null;
}
