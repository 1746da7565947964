import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSealer } from '#runner/remote/sealed.ts';

const secret = 'a secret that all processes of a community share';
const sealer = createSealer(secret);

describe('a sealed message', () => {
  test('is read by any process with the same secret, when it is the one meant', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (message, to) => {
        const sealed = sealer.seal('to-worker', to, { message });
        expect(createSealer(secret).open('to-worker', to, sealed)).toEqual(JSON.parse(JSON.stringify({ message })));
      }),
    );
  });

  test('is nothing for another process, the other way, or with another secret', () => {
    const sealed = sealer.seal('to-client', 'c-1', { kind: 'turn', id: 'run' });

    expect(sealer.open('to-client', 'c-2', sealed)).toBe(undefined);
    expect(sealer.open('to-worker', 'c-1', sealed)).toBe(undefined);
    expect(createSealer(`${secret}.`).open('to-client', 'c-1', sealed)).toBe(undefined);
  });

  test('is nothing when a single bit of it was changed, or a part is missing', () => {
    const sealed = sealer.seal('to-client', 'c-1', { kind: 'turn', id: 'run' });
    const bits = fc.integer({ min: 0, max: sealed.length * 8 - 1 });
    fc.assert(
      fc.property(bits, (bit) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(sealer.open('to-client', 'c-1', changed)).toBe(undefined);
        expect(sealer.open('to-client', 'c-1', sealed.subarray(0, bit >> 3))).toBe(undefined);
      }),
    );
  });

  test('shows nothing of what it says, and looks different each time', () => {
    const message = { code: 'print("something of a learner")' };
    const [one, other] = [sealer.seal('to-worker', 'w-1', message), sealer.seal('to-worker', 'w-1', message)];

    expect(one.includes('learner')).toBe(false);
    expect(one.equals(other)).toBe(false);
  });
});

test('a disguise is the same wherever the secret is, another for every name and secret, and tells no name', () => {
  const disguised = sealer.disguise('discord:81');

  expect(createSealer(secret).disguise('discord:81')).toBe(disguised);
  expect(sealer.disguise('discord:82')).not.toBe(disguised);
  expect(createSealer(`${secret}.`).disguise('discord:81')).not.toBe(disguised);
  expect(disguised).toMatch(/^[\w-]{24}$/u);
});
