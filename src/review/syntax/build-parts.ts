import { buildExpression } from './build-expressions.ts';
import type { Raw } from './raw-tree.ts';
import type { Source } from './source.ts';
import { childOf, field, fields, hasMark, namedChildren } from './source.ts';
import type { Handler, Import, Statement } from './tree.ts';

/** `except (A, B) as error:` */
export function buildHandler(
  raw: Raw,
  { source, body }: { readonly source: Source; readonly body: readonly Statement[] },
): Handler {
  const [head] = namedChildren(raw).filter(({ type }) => type !== 'block');
  const pattern = head?.type === 'as_pattern' ? head : null;
  const type = pattern === null ? head : namedChildren(pattern)[0];
  const alias = pattern === null ? null : field(pattern, 'alias');
  return {
    kind: 'handler',
    isGroup: raw.type === 'except_group_clause' || hasMark(raw, '*') || hasMark(raw, 'except*'),
    type: type === undefined ? null : buildExpression(type, source),
    name: alias === null ? null : source.textOf(alias),
    body,
    ...source.spanOf(raw),
  };
}

/** Both ways to import. */
export function buildImport(raw: Raw, source: Source): Import {
  const from = field(raw, 'module_name');
  const names = fields(raw, 'name')
    .filter(({ isNamed }) => isNamed)
    .map((child) => {
      const alias = field(child, 'alias');
      const name = field(child, 'name') ?? child;
      return { name: source.textOf(name), alias: alias === null ? null : source.textOf(alias) };
    });
  const all = childOf(raw, 'wildcard_import') === null ? [] : [{ name: '*', alias: null }];
  return {
    kind: 'import',
    from: raw.type === 'import_statement' ? null : from === null ? '__future__' : source.textOf(from),
    names: [...names, ...all],
    ...source.spanOf(raw),
  };
}

/** The names that a pattern of `match` binds; some of them may be values that it compares with. */
export function capturesIn(raw: Raw, source: Source): readonly string[] {
  if (raw.type === 'dotted_name') return raw.children.length === 1 ? [source.textOf(raw)] : [];
  if (raw.type === 'identifier') return [source.textOf(raw)];
  return raw.children.flatMap((child) => capturesIn(child, source));
}
