import { expect, test } from 'vitest';
import type { Listener } from '#bots/shared/front-door.ts';
import { createFrontDoor } from '#bots/shared/front-door.ts';

const saying =
  (word: string): Listener =>
  (_, response) =>
    response.end(word);

test('two platforms share a port, each at paths of its own, and it is closed when both have left', async () => {
  const door = createFrontDoor({ host: '127.0.0.1', port: 0 });
  const [one, other] = await Promise.all([
    door.answer(['/one', '/uno'], saying('one')),
    door.answer(['/other'], saying('other')),
  ]);
  expect(other.port).toBe(one.port);
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${one.port}${path}`);
    return response.ok ? await response.text() : response.status;
  };
  expect([await ask('/one?a=b'), await ask('/uno'), await ask('/other'), await ask('/')]).toEqual([
    'one',
    'one',
    'other',
    404,
  ]);
  await one.close();
  expect([await ask('/one'), await ask('/other')]).toEqual([503, 'other']);
  await other.close();
  await expect(ask('/other')).rejects.toThrow('fetch failed');
});

test('a request that is never answered does not keep the port open', async () => {
  const door = createFrontDoor({ host: '127.0.0.1', port: 0 });
  const doorway = await door.answer(['/'], () => undefined);
  const asked = fetch(`http://127.0.0.1:${doorway.port}/`);
  await Promise.all([expect(asked).rejects.toThrow('fetch failed'), doorway.close()]);
});

test('a port that is taken is told in one sentence', async () => {
  const { port, close } = await createFrontDoor({ host: '127.0.0.1', port: 0 }).answer(['/'], saying(''));
  await expect(createFrontDoor({ host: '127.0.0.1', port }).answer(['/'], saying(''))).rejects.toThrow('EADDRINUSE');
  await close();
});
