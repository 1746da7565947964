import type { Expression, Parameter } from './expressions.ts';
import type { Raw } from './raw-tree.ts';
import type { Source } from './source.ts';
import { field, namedChildren } from './source.ts';

/** How the expressions in them are built. */
type Build = (raw: Raw, source: Source) => Expression;

/** The parameters of a function or a lambda. */
export function buildParameters(raw: Raw | null, source: Source, build: Build): readonly Parameter[] {
  return raw === null ? [] : namedChildren(raw).flatMap((child) => buildParameter(child, source, build));
}

function buildParameter(raw: Raw, source: Source, build: Build): readonly Parameter[] {
  const type = field(raw, 'type');
  const value = field(raw, 'value');
  const named = nameIn(raw);
  if (named === null) return [];
  const text = source.textOf(named);
  const spread = text.startsWith('**') ? '**' : text.startsWith('*') ? '*' : '';
  return [
    {
      kind: 'parameter',
      name: text.slice(spread.length).trim(),
      spread,
      annotation: type === null ? null : build(type, source),
      value: value === null ? null : build(value, source),
      ...source.spanOf(raw),
    },
  ];
}

function nameIn(raw: Raw): Raw | null {
  if (raw.type === 'identifier' || raw.type.endsWith('splat_pattern')) return raw;
  if (raw.type === 'default_parameter' || raw.type === 'typed_default_parameter') return field(raw, 'name');
  return raw.type === 'typed_parameter' ? (raw.children[0] ?? null) : null;
}
