import type { Attribute, Expression } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { Type } from './type.ts';

/**
 * Answers which method an attribute calls that is a property. Of an object that is not known, the one property of that
 * name is meant where nothing else in the code goes by it.
 */
export function createGetter(
  facts: Facts,
  typeOf: (expression: Expression) => Type,
): (attribute: Attribute) => FunctionDef | null {
  const properties = Map.groupBy(
    facts.of('function').filter((one) => facts.classOf(one) !== null && one.decorators.some(isProperty)),
    ({ name }) => name,
  );
  const otherwise = new Set([
    ...facts
      .of('assign')
      .flatMap(({ targets }) => targets.flatMap((one) => (one.kind === 'attribute' ? [one.name] : []))),
    ...facts.of('function').flatMap((one) => (one.decorators.some(isProperty) ? [] : [one.name])),
  ]);
  return ({ object, name }) => {
    const found = properties.get(name) ?? [];
    const type = found.length === 0 ? null : typeOf(object);
    if (type?.kind === 'instance') return found.find((one) => facts.classOf(one) === type.of) ?? null;
    const [only, ...others] = found;
    return type?.kind === 'unknown' && others.length === 0 && !otherwise.has(name) ? (only ?? null) : null;
  };
}

const isProperty = (decorator: Expression) =>
  (decorator.kind === 'name' || decorator.kind === 'attribute') && decorator.name.endsWith('property');
