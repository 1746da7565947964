import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/tree.ts';

/** The number that an expression of constants gives; null when it cannot be told. */
export function numberOf(expression: Expression | null, model: Model): number | null {
  if (expression === null) return null;
  if (expression.kind === 'constant' && expression.of === 'number') {
    const number = Number(expression.text.replaceAll('_', ''));
    return Number.isFinite(number) ? number : null;
  }
  if (expression.kind === 'operation') {
    const [left = null, right = null] = expression.operands.map((one) => numberOf(one, model));
    return left === null || right === null ? null : calculate(left, expression.operator, right);
  }
  if (expression.kind !== 'name') return null;
  const [given, ...others] = model.given(expression);
  const isConstant =
    given?.kind === 'value' && others.length === 0 && given.path.length === 0 && given.value.kind !== 'name';
  return isConstant ? numberOf(given.value, model) : null;
}

function calculate(left: number, operator: string, right: number): number | null {
  if (operator === '*') return left * right;
  if (operator === '**') return left ** right;
  if (operator === '+') return left + right;
  return operator === '-' ? left - right : null;
}

/** How many times `range(...)` goes round; null when it cannot be told. */
export function rangeOf(expression: Expression, model: Model): number | null {
  if (expression.kind === 'name') {
    const [given, ...others] = model.given(expression);
    return given?.kind === 'value' && others.length === 0 && given.path.length === 0 && given.value.kind !== 'name'
      ? rangeOf(given.value, model)
      : null;
  }
  if (expression.kind === 'comprehension') {
    const [clause] = expression.clauses;
    return clause?.kind === 'for-clause' && expression.clauses.length === 1 ? rangeOf(clause.iterable, model) : null;
  }
  if (expression.kind !== 'call' || model.called(expression) !== 'builtins.range') return null;
  const [first = null, second = null] = expression.args.map(({ value }) => numberOf(value, model));
  return expression.args.length === 1 ? first : first === null || second === null ? null : second - first;
}
