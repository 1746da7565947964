import type { Span, Argument, Clause, Expression, Parameter } from './expressions.ts';

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
