import { InvalidArgumentError } from 'commander';

/** Above 0. Each of these rejects what it is not with what was expected. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('expected a whole number above 0.');
}

/** Of a page that is open to the world, without a path. */
export function address(text: string): string {
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return new URL(text).origin;
  throw new InvalidArgumentError('expected an address that begins with https://.');
}

/** Above 0, with fractions. */
export function seconds(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('expected a number of seconds above 0.');
}
