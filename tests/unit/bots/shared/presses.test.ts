import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPresses } from '#bots/shared/presses.ts';
import { learnerId } from '#core/ids.ts';
import type { Note, NoteStore } from '#core/ports/store.ts';
import type { Ask, Choice } from '#core/view.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const ann = learnerId('discord:1');
const ben = learnerId('discord:2');
const key = randomBytes(32);
const next: Choice = { label: 'Next', weight: 'primary', command: 'next', args: { course: 'async', from: 'loop' } };
const form: Ask = {
  label: 'Edit',
  title: 'Run it',
  command: 'run',
  args: {},
  fields: [{ kind: 'code', name: 'code', label: 'Python', initial: 'print(1)\n'.repeat(400) }],
};

const desk = (more: { readonly key?: Uint8Array; readonly notes?: NoteStore } = {}) =>
  createPresses({ platform: 'discord', key, notes: createMemoryStore().notes, clock: { now: () => 1 }, ...more });

describe('a button', () => {
  test('means after a restart what it meant before', async () => {
    const { notes } = createMemoryStore();
    const before = createPresses({ platform: 'discord', key, notes, clock: { now: () => 1 } }).seal(ann);
    const ids = [next, form].map((one) => before.idOf(one));
    await before.keep();
    const after = createPresses({ platform: 'discord', key, notes, clock: { now: () => 2 } });
    expect(await after.open(ids[0] ?? '', ann)).toEqual({
      kind: 'choice',
      command: 'next',
      args: next.args,
      whose: 'theirs',
    });
    expect(await after.open(ids[1] ?? '', ann)).toEqual({ kind: 'ask', ask: form });
  });

  test('of another learner is not yours, and one for everybody is', async () => {
    const presses = desk();
    expect(await presses.open(presses.seal(ann).idOf(next), ben)).toEqual({ kind: 'not-yours' });
    expect(await presses.open(presses.seal(null).idOf(next), ben)).toMatchObject({
      kind: 'choice',
      whose: 'everybodys',
    });
  });

  test('made under another key is stale, and so is one whose note is forgotten', async () => {
    const presses = desk();
    expect(
      await presses.open(
        desk({ key: randomBytes(32) })
          .seal(ann)
          .idOf(next),
        ann,
      ),
    ).toEqual({ kind: 'stale' });
    expect(await presses.open(presses.seal(ann).idOf(form), ann)).toEqual({ kind: 'stale' });
  });

  test('that equals another of its message has another id and the same meaning', async () => {
    const presses = desk();
    const sealing = presses.seal(ann);
    const ids = [next, next, next].map((one) => sealing.idOf(one));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(await presses.open(id, ann)).toMatchObject({ command: 'next', args: next.args });
  });

  test('cannot be made up: whatever letter of its id is changed, it is stale', async () => {
    const presses = desk();
    const id = presses.seal(ann).idOf(next);
    const change = fc.record({ at: fc.nat({ max: id.length - 1 }), letter: fc.string({ minLength: 1, maxLength: 1 }) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, letter }) => {
        const forged = id.slice(0, at) + letter + id.slice(at + 1);
        const { kind } = await presses.open(forged, ann);
        expect(kind).toBe(forged === id ? 'choice' : 'stale');
      }),
    );
  });

  test('holds any arguments in at most 100 characters', async () => {
    const presses = desk();
    const args = fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 200 }), { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(args, async (given) => {
        const sealing = presses.seal(ann);
        const id = sealing.idOf({ ...next, args: given });
        await sealing.keep();
        expect(id.length).toBeLessThanOrEqual(100);
        expect(await presses.open(id, ann)).toEqual({
          kind: 'choice',
          command: 'next',
          args: { ...given },
          whose: 'theirs',
        });
      }),
    );
  });

  test('keeps what does not fit into its id so that nobody can read it there, and equal ones once', async () => {
    const { notes } = createMemoryStore();
    const kept: Note[] = [];
    const keep: NoteStore['keep'] = async (all, now) => {
      kept.push(...all);
      await notes.keep(all, now);
    };
    const presses = desk({ notes: { ...notes, keep } });
    const sealings = [presses.seal(ann), presses.seal(ben)];
    const ids = sealings.map((sealing) => sealing.idOf(form));
    for (const sealing of sealings) await sealing.keep();
    expect(new Set(kept.map(({ key: name }) => name)).size).toBe(1);
    expect(JSON.stringify(kept)).not.toContain('print');
    const [secret = ''] = (ids[0] ?? '').split('.').slice(-1);
    expect(secret).toHaveLength(23);
    expect(JSON.stringify(kept)).not.toContain(secret.slice(1));
    expect(await presses.open(ids[1] ?? '', ben)).toEqual({ kind: 'ask', ask: form });
  });

  test('whose note was changed is stale', async () => {
    const { notes } = createMemoryStore();
    const presses = desk({
      notes: {
        ...notes,
        read: async (name) => (await notes.read(name))?.replace(/^./u, (it) => (it === 'A' ? 'B' : 'A')) ?? null,
      },
    });
    const sealing = presses.seal(ann);
    const id = sealing.idOf(form);
    await sealing.keep();
    expect(await presses.open(id, ann)).toEqual({ kind: 'stale' });
  });

  test('that nobody made is stale, whatever its id', async () => {
    const presses = desk();
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 120 }), async (id) => {
        expect(await presses.open(id, ann)).toEqual({ kind: 'stale' });
      }),
    );
  });
});
