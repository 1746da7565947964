import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import { soleValue } from './sole-value.ts';

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
  return expression.kind === 'name' ? numberOf(valueOf(expression, model), model) : null;
}

/** One step: names that stand for names are not followed, since they may stand for each other. */
function valueOf(name: Name, model: Model): Expression | null {
  const value = soleValue(name, model);
  return value?.kind === 'name' ? null : value;
}

function calculate(left: number, operator: string, right: number): number | null {
  if (operator === '*') return left * right;
  if (operator === '**') return left ** right;
  if (operator === '+') return left + right;
  return operator === '-' ? left - right : null;
}

/** How many times `range(...)` goes round; null when it cannot be told. */
export function rangeOf(expression: Expression | null, model: Model): number | null {
  if (expression?.kind === 'name') return rangeOf(valueOf(expression, model), model);
  if (expression?.kind === 'comprehension') {
    const [clause, ...others] = expression.clauses;
    return clause?.kind === 'for-clause' && others.length === 0 ? rangeOf(clause.iterable, model) : null;
  }
  return expression?.kind === 'call' && model.called(expression) === 'builtins.range'
    ? lengthOf(expression, model)
    : null;
}

function lengthOf(expression: Call, model: Model): number | null {
  const [first = null, second = null] = expression.args.map(({ value }) => numberOf(value, model));
  return expression.args.length === 1 ? first : first === null || second === null ? null : second - first;
}
