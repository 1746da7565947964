import { buildArguments, buildExpression, buildList } from './build-expressions.ts';
import { buildParameters } from './build-parameters.ts';
import { buildHandler, buildImport, capturesIn } from './build-parts.ts';
import type { Raw } from './raw-tree.ts';
import type { Source } from './source.ts';
import { childOf, field, fields, hasMark, namedChildren } from './source.ts';
import type { Expression } from './expressions.ts';
import type { Case, Module, Simple, Statement, WithItem } from './tree.ts';

/** The whole module; broken parts keep the statements that were made out in them. */
export function buildModule(raw: Raw, source: Source): Module {
  const body = raw.type === 'module' ? buildBody(raw.children, source) : buildBody([{ ...raw, type: 'ERROR' }], source);
  return { kind: 'module', body, ...source.spanOf(raw) };
}

type Build = (raw: Raw, source: Source) => Statement;

function buildBody(raws: readonly Raw[], source: Source): readonly Statement[] {
  return raws.flatMap((raw) => {
    const build = builders[raw.type];
    if (build !== undefined) return [build(raw, source)];
    return raw.type === 'ERROR' ? [broken(raw, source)] : [];
  });
}

/** Expressions in a broken part count as statements: a call is a call, whatever stands around it. */
function broken(raw: Raw, source: Source): Statement {
  const body = namedChildren(raw).flatMap((child): readonly Statement[] => {
    const build = builders[child.type];
    if (build !== undefined) return [build(child, source)];
    if (child.type === 'ERROR') return [broken(child, source)];
    if (child.type === 'block') return buildBody(child.children, source);
    return [];
  });
  return { kind: 'broken', body, ...source.spanOf(raw) };
}

function block(raw: Raw | null, source: Source): readonly Statement[] {
  return raw === null ? [] : buildBody(raw.children, source);
}

const builders: Readonly<Record<string, Build>> = {
  expression_statement: (raw, source) => {
    const only = raw.children.find(({ type }) => type === 'assignment' || type === 'augmented_assignment');
    if (only !== undefined) return assign(only, source);
    return { kind: 'expression', value: buildExpression(raw, source), ...source.spanOf(raw) };
  },
  return_statement: (raw, source) => ({
    kind: 'return',
    value: buildList(namedChildren(raw), source),
    ...source.spanOf(raw),
  }),
  raise_statement: (raw, source) => ({
    kind: 'raise',
    value: buildList(
      namedChildren(raw).filter((child) => child.field !== 'cause'),
      source,
    ),
    ...source.spanOf(raw),
  }),
  if_statement: (raw, source) => conditional(raw, fields(raw, 'alternative'), source),
  while_statement: (raw, source) => ({
    kind: 'while',
    test: part(raw, 'condition', source),
    body: block(field(raw, 'body'), source),
    otherwise: alternative(raw, source),
    ...source.spanOf(raw),
  }),
  for_statement: (raw, source) => ({
    kind: 'for',
    isAsync: hasMark(raw, 'async'),
    target: part(raw, 'left', source),
    iterable: part(raw, 'right', source),
    body: block(field(raw, 'body'), source),
    otherwise: alternative(raw, source),
    ...source.spanOf(raw),
  }),
  with_statement: (raw, source) => ({
    kind: 'with',
    isAsync: hasMark(raw, 'async'),
    items: namedChildren(childOf(raw, 'with_clause') ?? raw).flatMap((item) => withItems(item, source)),
    body: block(field(raw, 'body'), source),
    ...source.spanOf(raw),
  }),
  try_statement: (raw, source) => ({
    kind: 'try',
    body: block(field(raw, 'body'), source),
    handlers: raw.children
      .filter(({ type }) => type === 'except_clause' || type === 'except_group_clause')
      .map((child) => buildHandler(child, { source, body: block(childOf(child, 'block'), source) })),
    otherwise: block(elseOf(raw), source),
    final: block(childOf(childOf(raw, 'finally_clause') ?? raw, 'block'), source).slice(
      childOf(raw, 'finally_clause') === null ? Infinity : 0,
    ),
    ...source.spanOf(raw),
  }),
  function_definition: (raw, source) => definition(raw, [], source),
  class_definition: (raw, source) => definition(raw, [], source),
  decorated_definition: (raw, source) => {
    const defined = field(raw, 'definition');
    const decorators = raw.children
      .filter(({ type }) => type === 'decorator')
      .flatMap((child) => namedChildren(child).map((one) => buildExpression(one, source)));
    return defined === null ? broken(raw, source) : definition(defined, decorators, source);
  },
  import_statement: buildImport,
  import_from_statement: buildImport,
  future_import_statement: buildImport,
  match_statement: (raw, source) => ({
    kind: 'match',
    subject: buildList(fields(raw, 'subject'), source) ?? nothing(raw, source),
    cases: (field(raw, 'body')?.children ?? [])
      .filter(({ type }) => type === 'case_clause')
      .map((child) => buildCase(child, source)),
    ...source.spanOf(raw),
  }),
  pass_statement: simple('pass'),
  break_statement: simple('break'),
  continue_statement: simple('continue'),
  assert_statement: simple('assert'),
  delete_statement: simple('del'),
  global_statement: simple('global'),
  nonlocal_statement: simple('nonlocal'),
  print_statement: simple('print'),
  exec_statement: simple('exec'),
  type_alias_statement: simple('type'),
};

function assign(raw: Raw, source: Source): Statement {
  const targets: Expression[] = [];
  let last = raw;
  for (let next: Raw | null = raw; next !== null && next.type.endsWith('assignment'); next = field(next, 'right')) {
    targets.push(part(next, 'left', source));
    last = next;
  }
  const value = field(last, 'right');
  const annotation = field(raw, 'type');
  const operator = raw.type === 'assignment' ? '=' : (field(raw, 'operator')?.type ?? '=');
  return {
    kind: 'assign',
    targets,
    operator,
    annotation: annotation === null ? null : buildExpression(annotation, source),
    value: value === null ? null : buildExpression(value, source),
    ...source.spanOf(raw),
  };
}

function conditional(raw: Raw, alternatives: readonly Raw[], source: Source): Statement {
  const [next, ...rest] = alternatives;
  const otherwise =
    next === undefined
      ? []
      : next.type === 'elif_clause'
        ? [conditional(next, rest, source)]
        : block(field(next, 'body'), source);
  return {
    kind: 'if',
    test: part(raw, 'condition', source),
    body: block(field(raw, 'consequence'), source),
    otherwise,
    ...source.spanOf(raw),
  };
}

function alternative(raw: Raw, source: Source): readonly Statement[] {
  return block(elseOf(raw), source);
}

function elseOf(raw: Raw): Raw | null {
  const clause = childOf(raw, 'else_clause');
  return clause === null ? null : field(clause, 'body');
}

function withItems(raw: Raw, source: Source): readonly WithItem[] {
  const value = raw.type === 'with_item' ? field(raw, 'value') : null;
  if (value === null) return [];
  if (value.type !== 'as_pattern') {
    return [{ kind: 'with-item', value: buildExpression(value, source), target: null, ...source.spanOf(raw) }];
  }
  const alias = field(value, 'alias');
  const [subject] = namedChildren(value);
  return [
    {
      kind: 'with-item',
      value: subject === undefined ? nothing(raw, source) : buildExpression(subject, source),
      target: alias === null ? null : buildList(namedChildren(alias), source),
      ...source.spanOf(raw),
    },
  ];
}

function definition(raw: Raw, decorators: readonly Expression[], source: Source): Statement {
  const name = field(raw, 'name');
  const shared = {
    name: name === null ? '' : source.textOf(name),
    decorators,
    body: block(field(raw, 'body'), source),
    ...source.spanOf(raw),
  };
  if (raw.type === 'class_definition')
    return { kind: 'class', bases: buildArguments(field(raw, 'superclasses'), source), ...shared };
  const returns = field(raw, 'return_type');
  return {
    kind: 'function',
    isAsync: hasMark(raw, 'async'),
    params: buildParameters(field(raw, 'parameters'), source, buildExpression),
    returns: returns === null ? null : buildExpression(returns, source),
    ...shared,
  };
}

function buildCase(raw: Raw, source: Source): Case {
  const guard = field(raw, 'guard');
  return {
    kind: 'case',
    captures: raw.children.filter(({ type }) => type === 'case_pattern').flatMap((child) => capturesIn(child, source)),
    guard: guard === null ? null : buildExpression({ ...guard, type: 'parenthesized_expression' }, source),
    body: block(field(raw, 'consequence'), source),
    ...source.spanOf(raw),
  };
}

function simple(word: string): Build {
  return (raw, source): Simple => ({
    kind: 'simple',
    word,
    names: word === 'global' || word === 'nonlocal' ? namedChildren(raw).map((child) => source.textOf(child)) : [],
    parts:
      word === 'global' || word === 'nonlocal' ? [] : namedChildren(raw).map((child) => buildExpression(child, source)),
    ...source.spanOf(raw),
  });
}

function part(raw: Raw, name: string, source: Source): Expression {
  return (
    buildList(
      fields(raw, name).filter(({ isNamed }) => isNamed),
      source,
    ) ?? nothing(raw, source)
  );
}

function nothing(raw: Raw, source: Source): Expression {
  return { kind: 'other', of: 'broken', parts: [], ...source.spanOf(raw) };
}
