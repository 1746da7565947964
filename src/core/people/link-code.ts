/** Without letters that are taken for others: 0 and O, 1, I and L are the same when they are typed. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lettersOfSeed = 5;

/** A code of ten letters that nobody guesses: `K7QF2-9XBTM`. Each seed is a whole number below 2³². */
export const linkCode = (one: number, other: number): string => `${part(one)}-${part(other)}`;

function part(seed: number): string {
  return Array.from({ length: lettersOfSeed }, (_, nth) => letters.charAt(Math.floor(seed / 32 ** nth) % 32)).join('');
}

/** What somebody typed, as the code was given out. */
export function readLinkCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
  return `${plain.slice(0, lettersOfSeed)}-${plain.slice(lettersOfSeed)}`;
}
