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

export interface ExpressionStatement extends Span {
  readonly kind: 'expression';
  readonly value: Expression;
}

/** `a = b = value`, `a: T = value` (value null without one), `a += value`. */
export interface Assign extends Span {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly annotation: Expression | null;
  /** `=` or `+=` and its like. */
  readonly operator: string;
  readonly value: Expression | null;
}

interface LeaveBy<Word> extends Span {
  readonly kind: Word;
  readonly value: Expression | null;
}

interface BranchBy<Word> extends Span {
  readonly kind: Word;
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface For extends Span {
  readonly kind: 'for';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface With extends Span {
  readonly kind: 'with';
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}

export interface WithItem extends Span {
  readonly kind: 'with-item';
  readonly value: Expression;
  readonly target: Expression | null;
}

export interface Try extends Span {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
  readonly final: readonly Statement[];
}

export interface Handler extends Span {
  readonly kind: 'handler';
  /** `except*` */
  readonly isGroup: boolean;
  /** Null for a bare `except:`. */
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}

export interface FunctionDef extends Span {
  readonly kind: 'function';
  readonly isAsync: boolean;
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly returns: Expression | null;
  readonly body: readonly Statement[];
}

export interface ClassDef extends Span {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface Import extends Span {
  readonly kind: 'import';
  /** Null for `import a`; the module for `from module import a`. */
  readonly from: string | null;
  /** `*` is a name as well. */
  readonly names: readonly { readonly name: string; readonly alias: string | null }[];
}

export interface Match extends Span {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly cases: readonly Case[];
}

export interface Case extends Span {
  readonly kind: 'case';
  readonly captures: readonly string[];
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

/** `pass`, `break`, `continue`, and `del`, `assert`, `global` … with what they look at. */
export interface Simple extends Span {
  readonly kind: 'simple';
  readonly word: string;
  readonly names: readonly string[];
  readonly parts: readonly Expression[];
}

/** What did not parse, and the statements that were made out in it. */
export interface Broken extends Span {
  readonly kind: 'broken';
  readonly body: readonly Statement[];
}

export type Statement =
  | ExpressionStatement
  | Assign
  | LeaveBy<'return'>
  | LeaveBy<'raise'>
  | BranchBy<'if'>
  | BranchBy<'while'>
  | For
  | With
  | Try
  | FunctionDef
  | ClassDef
  | Import
  | Match
  | Simple
  | Broken;

/** The whole of the code. */
export interface Module extends Span {
  readonly kind: 'module';
  readonly body: readonly Statement[];
}

export type Node = Module | Statement | Expression | Argument | Parameter | Clause | WithItem | Handler | Case;
