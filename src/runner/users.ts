import { randomInt } from 'node:crypto';

/**
 * Who programs are run as. `spare`: a number of nobody's, another for each run, because limits on processes do not hold
 * for root, and because two runs of one user would share them. `own`: whoever started the bot, alone in a user namespace.
 */
export type Users =
  | { readonly kind: 'spare'; readonly first: number; readonly count: number }
  | { readonly kind: 'own' };

/** Numbers far from those that systems give away, and those of small containers. */
const RANGES = [
  { first: 2 ** 30, count: 2 ** 30 },
  { first: 20_000, count: 40_000 },
];

/** Numbers that root may give to programs where its user ids are mapped by `uidMap` (/proc/self/uid_map); null for none. */
export function findSpareUsers(uidMap: string): Users | null {
  const mapped = uidMap
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u).map(Number));
  const covers = ({ first, count }: { readonly first: number; readonly count: number }) =>
    mapped.some(([inside = 0, , size = 0]) => inside <= first && first + count <= inside + size);
  const range = RANGES.find(covers);
  return range === undefined ? null : { kind: 'spare', ...range };
}

/** A number for one run; -1 to stay who one is. */
export function drawUser(users: Users): number {
  return users.kind === 'own' ? -1 : users.first + randomInt(users.count);
}
