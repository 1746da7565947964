import { expect, test } from 'vitest';
import { drawUser, findSpareUsers } from '#runner/users.ts';

test('on a machine of its own, root runs programs as users far from those that exist', () => {
  const users = findSpareUsers('         0          0 4294967295\n');

  expect(users).toEqual({ kind: 'spare', first: 2 ** 30, count: 2 ** 30 });
});

test('in a small container, root runs programs as users that exist there', () => {
  const users = findSpareUsers('         0       1000          1\n         1     100000      65536\n');
  if (users === null) throw new Error('expected users');

  for (let draw = 0; draw < 1000; draw += 1) {
    const user = drawUser(users);
    expect(user).toBeGreaterThanOrEqual(1000);
    expect(user).toBeLessThanOrEqual(65_536);
  }
});

test('where there is nobody but root, there are no users to run programs as', () => {
  expect(findSpareUsers('         0       1000          1\n')).toBeNull();
});

test('an ordinary user stays who it is', () => {
  expect(drawUser({ kind: 'own' })).toBe(-1);
});
