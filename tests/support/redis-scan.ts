import type { RedisServer } from './redis-server.ts';

/** All that is in a Redis: each key with its value, as bytes in one text each, and how long it is kept. */
export async function contentsOf({ probe }: RedisServer): Promise<readonly Kept[]> {
  const keys = (await probe.keys('*')).toSorted();
  return await Promise.all(
    keys.map(async (key) => ({ key, value: await valueOf(key, probe), ttlMs: await probe.pttl(key) })),
  );
}

/** What is there of runs, but for the little that stays when there are none: who is alive, and BullMQ's counters. */
export async function leftOf(redis: RedisServer): Promise<readonly string[]> {
  const stays = /:line:(?:alive|workers|looks)$|:runs:(?:meta|id|pc|events|marker|stalled-check)$|:quota:/u;
  return (await redis.probe.keys('*')).filter((key) => !stays.test(key)).toSorted();
}

export interface Kept {
  readonly key: string;
  readonly value: string;
  /** -1: until it is taken out. */
  readonly ttlMs: number;
}

async function valueOf(key: string, probe: RedisServer['probe']): Promise<string> {
  switch (await probe.type(key)) {
    case 'string':
      return (await probe.get(key)) ?? '';
    case 'list':
      return (await probe.lrangeBuffer(key, 0, -1)).map((value) => value.toString('latin1')).join('\n');
    case 'hash':
      return JSON.stringify(await probe.hgetall(key));
    case 'zset':
      return (await probe.zrange(key, '0', '-1')).join('\n');
    case 'set':
      return (await probe.smembers(key)).join('\n');
    case 'stream':
      return JSON.stringify(await probe.xrange(key, '-', '+'));
    case 'none':
      return 'gone meanwhile';
    default:
      throw new Error(`expected a kind of value that is known, at ${key}`);
  }
}
