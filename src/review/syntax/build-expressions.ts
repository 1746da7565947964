import { buildParameters } from './build-parameters.ts';
import type { Raw } from './raw-tree.ts';
import type { Source } from './source.ts';
import { field, fields, hasMark, namedChildren } from './source.ts';
import type { Argument, Clause, Collection, Comprehension, Constant, Expression } from './expressions.ts';

/** Expressions out of the parser's nodes; what is unknown or broken keeps what was made out in it. */
export function buildExpression(raw: Raw, source: Source): Expression {
  return builders[raw.type]?.(raw, source) ?? other('broken')(raw, source);
}

/** One expression, or the tuple that several with commas make. */
export function buildList(raws: readonly Raw[], source: Source): Expression | null {
  const [first, ...rest] = raws;
  if (first === undefined) return null;
  if (rest.length === 0) return buildExpression(first, source);
  const last = raws.at(-1) ?? first;
  const span = source.spanOf({ ...first, end: last.end });
  return { kind: 'collection', of: 'tuple', items: raws.map((raw) => buildExpression(raw, source)), ...span };
}

type Build = (raw: Raw, source: Source) => Expression;

const builders: Readonly<Record<string, Build>> = {
  identifier: (raw, source) => ({ kind: 'name', name: source.textOf(raw), ...source.spanOf(raw) }),
  attribute: (raw, source) => {
    const name = field(raw, 'attribute');
    return {
      kind: 'attribute',
      object: fieldExpression(raw, 'object', source),
      name: name === null ? '' : source.textOf(name),
      ...source.spanOf(raw),
    };
  },
  call: (raw, source) => ({
    kind: 'call',
    callee: fieldExpression(raw, 'function', source),
    args: buildArguments(field(raw, 'arguments'), source),
    ...source.spanOf(raw),
  }),
  await: (raw, source) => ({ kind: 'await', value: onlyChild(raw, source), ...source.spanOf(raw) }),
  integer: constant('number'),
  float: constant('number'),
  true: constant('true'),
  false: constant('false'),
  none: constant('none'),
  ellipsis: constant('ellipsis'),
  string: (raw, source) => {
    const holes = raw.children.filter(({ type }) => type === 'interpolation');
    return holes.length === 0 ? constant('string')(raw, source) : template(holes, raw, source);
  },
  concatenated_string: (raw, source) => {
    const holes = raw.children.flatMap(({ children }) => children.filter(({ type }) => type === 'interpolation'));
    return holes.length === 0 ? constant('string')(raw, source) : template(holes, raw, source);
  },
  list: collection('list'),
  list_pattern: collection('list'),
  tuple: collection('tuple'),
  tuple_pattern: collection('tuple'),
  pattern_list: collection('tuple'),
  expression_list: collection('tuple'),
  set: collection('set'),
  dictionary: collection('dict'),
  list_comprehension: comprehension('list'),
  set_comprehension: comprehension('set'),
  dictionary_comprehension: comprehension('dict'),
  generator_expression: comprehension('generator'),
  pair: (raw, source) => ({
    kind: 'pair',
    key: fieldExpression(raw, 'key', source),
    value: fieldExpression(raw, 'value', source),
    ...source.spanOf(raw),
  }),
  lambda: (raw, source) => ({
    kind: 'lambda',
    params: buildParameters(field(raw, 'parameters'), source, buildExpression),
    body: fieldExpression(raw, 'body', source),
    ...source.spanOf(raw),
  }),
  binary_operator: operation,
  boolean_operator: operation,
  comparison_operator: operation,
  not_operator: operation,
  unary_operator: operation,
  conditional_expression: (raw, source) => {
    const [whenTrue, test, whenFalse] = namedChildren(raw).map((child) => buildExpression(child, source));
    if (whenTrue === undefined || test === undefined || whenFalse === undefined) return other('broken')(raw, source);
    return { kind: 'conditional', whenTrue, test, whenFalse, ...source.spanOf(raw) };
  },
  subscript: (raw, source) => ({
    kind: 'subscript',
    object: fieldExpression(raw, 'value', source),
    index: fields(raw, 'subscript').map((index) => buildExpression(index, source)),
    ...source.spanOf(raw),
  }),
  slice: other('slice'),
  list_splat: starred,
  list_splat_pattern: starred,
  dictionary_splat: starred,
  dictionary_splat_pattern: starred,
  parenthesized_list_splat: onlyChild,
  parenthesized_expression: onlyChild,
  type: onlyChild,
  generic_type: annotation,
  union_type: annotation,
  type_parameter: annotation,
  constrained_type: annotation,
  member_type: annotation,
  expression_statement: onlyChild,
  yield: (raw, source) => ({
    kind: 'yield',
    from: hasMark(raw, 'from'),
    value: buildList(namedChildren(raw), source),
    ...source.spanOf(raw),
  }),
  named_expression: (raw, source) => ({
    kind: 'walrus',
    target: fieldExpression(raw, 'name', source),
    value: fieldExpression(raw, 'value', source),
    ...source.spanOf(raw),
  }),
};

function constant(of: Constant['of']): Build {
  return (raw, source) => ({ kind: 'constant', of, text: source.textOf(raw), ...source.spanOf(raw) });
}

function template(holes: readonly Raw[], raw: Raw, source: Source): Expression {
  const parts = holes.map((hole) => fieldExpression(hole, 'expression', source));
  return { kind: 'other', of: 'template', parts, ...source.spanOf(raw) };
}

function collection(of: Collection['of']): Build {
  return (raw, source) => ({
    kind: 'collection',
    of,
    items: namedChildren(raw).map((child) => buildExpression(child, source)),
    ...source.spanOf(raw),
  });
}

function comprehension(of: Comprehension['of']): Build {
  return (raw, source) => ({
    kind: 'comprehension',
    of,
    element: fieldExpression(raw, 'body', source),
    clauses: raw.children.flatMap((child) => buildClause(child, source)),
    ...source.spanOf(raw),
  });
}

function buildClause(raw: Raw, source: Source): readonly Clause[] {
  if (raw.type === 'if_clause') return [{ kind: 'if-clause', test: onlyChild(raw, source), ...source.spanOf(raw) }];
  if (raw.type !== 'for_in_clause') return [];
  const clause = {
    isAsync: hasMark(raw, 'async'),
    target: fieldExpression(raw, 'left', source),
    iterable:
      buildList(
        fields(raw, 'right').filter(({ isNamed }) => isNamed),
        source,
      ) ?? other('broken')(raw, source),
  };
  return [{ kind: 'for-clause', ...clause, ...source.spanOf(raw) }];
}

function operation(raw: Raw, source: Source): Expression {
  const operands = namedChildren(raw);
  const operator = raw.children.filter((child) => !operands.includes(child)).map((child) => source.textOf(child));
  return {
    kind: 'operation',
    operator: operator.join(' '),
    operands: operands.map((child) => buildExpression(child, source)),
    ...source.spanOf(raw),
  };
}

/** Annotations are looked at by their text. */
function annotation(raw: Raw, source: Source): Expression {
  return { kind: 'name', name: source.textOf(raw), ...source.spanOf(raw) };
}

function starred(raw: Raw, source: Source): Expression {
  return { kind: 'starred', value: onlyChild(raw, source), ...source.spanOf(raw) };
}

function other(of: 'slice' | 'broken'): Build {
  return (raw, source) => ({
    kind: 'other',
    of,
    parts: namedChildren(raw).map((child) => buildExpression(child, source)),
    ...source.spanOf(raw),
  });
}

function onlyChild(raw: Raw, source: Source): Expression {
  return buildList(namedChildren(raw), source) ?? { kind: 'other', of: 'broken', parts: [], ...source.spanOf(raw) };
}

function fieldExpression(raw: Raw, name: string, source: Source): Expression {
  const child = field(raw, name);
  if (child !== null) return buildExpression(child, source);
  return { kind: 'other', of: 'broken', parts: [], ...source.spanOf(raw) };
}

/** The arguments of a call, or the bases of a class; a lone generator needs no brackets of its own. */
export function buildArguments(raw: Raw | null, source: Source): readonly Argument[] {
  if (raw === null) return [];
  if (raw.type === 'generator_expression') return [argument(raw, buildExpression(raw, source), source)];
  return namedChildren(raw).map((child) => {
    const built = buildExpression(child, source);
    if (child.type === 'keyword_argument') {
      const key = field(child, 'name');
      const value = fieldExpression(child, 'value', source);
      return { ...argument(child, value, source), key: key === null ? '' : source.textOf(key) };
    }
    if (built.kind !== 'starred') return argument(child, built, source);
    return { ...argument(child, built.value, source), spread: child.type === 'list_splat' ? '*' : '**' };
  });
}

function argument(raw: Raw, value: Expression, source: Source): Argument {
  return { kind: 'argument', key: null, spread: '', value, ...source.spanOf(raw) };
}
