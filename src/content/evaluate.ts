/** Values by the names that `vary` gives them. */
export type Values = ReadonlyMap<string, number | string>;

/** What an expression comes to, or what was expected of it. */
export type Evaluated =
  | { readonly kind: 'value'; readonly value: number | string }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * What authors compute from the values of a variant: `+ - *`, brackets, `min(…)` and `max(…)`, to a thousandth. A text can
 * only be named.
 */
export function evaluate(expression: string, values: Values): Evaluated {
  const alone = values.get(expression.trim());
  if (alone !== undefined) return { kind: 'value', value: alone };
  const tokens = expression.match(/\d+(?:\.\d+)?|[a-z][a-z0-9_]*|\S/gu) ?? [];
  try {
    const reader = { tokens, at: 0, values };
    const sum = readSum(reader);
    if (reader.at < tokens.length) throw new Unreadable(`an operator before \`${tokens[reader.at]}\``);
    return { kind: 'value', value: Math.round(sum * 1000) / 1000 };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'fault', message: `expected ${error.message}` };
    throw error;
  }
}

/** Ends the reading; never leaves this file. */
class Unreadable extends Error {}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  readonly values: Values;
}

function readSum(reader: Reader): number {
  let sum = readProduct(reader);
  while (sees(reader, '+') || sees(reader, '-')) {
    const sign = take(reader) === '+' ? 1 : -1;
    sum += sign * readProduct(reader);
  }
  return sum;
}

function readProduct(reader: Reader): number {
  let product = readFactor(reader);
  while (sees(reader, '*')) {
    take(reader);
    product *= readFactor(reader);
  }
  return product;
}

function readFactor(reader: Reader): number {
  const token = take(reader);
  if (token === '(') return closed(readSum(reader), reader);
  if (/^\d/u.test(token)) return Number(token);
  if ((token === 'min' || token === 'max') && sees(reader, '(')) return Math[token](...readList(reader));
  const value = reader.values.get(token);
  if (typeof value === 'number') return value;
  if (value !== undefined) throw new Unreadable(`a number to compute with, \`${token}\` is a text`);
  throw new Unreadable(`a name that \`vary\` gives (${[...reader.values.keys()].join(', ')}) or a number`);
}

function readList(reader: Reader): readonly number[] {
  const numbers: number[] = [];
  do {
    take(reader);
    numbers.push(readSum(reader));
  } while (sees(reader, ','));
  closed(0, reader);
  return numbers;
}

function closed(value: number, reader: Reader): number {
  if (take(reader) !== ')') throw new Unreadable('a closing bracket');
  return value;
}

const sees = ({ tokens, at }: Reader, token: string): boolean => tokens[at] === token;

function take(reader: Reader): string {
  reader.at += 1;
  return reader.tokens[reader.at - 1] ?? '';
}
