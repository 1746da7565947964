import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ran, startWork } from './scripted-work.ts';

describe('the queue', () => {
  test('a run that finds room starts at once and is told no place', async () => {
    const work = startWork({ concurrency: 1 });
    work.ask('a', 'ada');
    await work.settled(1);

    expect(work.told('a')).toEqual([{ kind: 'started' }]);
  });

  test('who waits is told every change of the place, and the true one', async () => {
    const work = startWork({ concurrency: 1 });
    for (const name of ['a', 'b', 'c', 'd']) work.ask(name, `learner ${name}`);
    await work.settled(1);
    expect(['b', 'c', 'd'].map(work.place)).toEqual([1, 2, 3]);

    work.end('a');
    await work.settled(1);
    expect(work.running()).toEqual(['b']);
    expect(['c', 'd'].map(work.place)).toEqual([1, 2]);

    work.end('b');
    await work.settled(1);
    expect(work.told('d')).toMatchObject([
      { kind: 'queued', place: 3 },
      { kind: 'queued', place: 2 },
      { kind: 'queued', place: 1 },
    ]);
  });

  test('a second run of the same learner waits although there is room', async () => {
    const work = startWork({ concurrency: 2 });
    work.ask('a', 'ada');
    work.ask('b', 'ada');
    await work.settled(1);

    expect(work.running()).toEqual(['a']);
    expect(work.place('b')).toBe(1);
  });

  test('a learner who asks for many stands behind whoever asks for one', async () => {
    const work = startWork({ concurrency: 1 });
    for (const name of ['a1', 'a2', 'a3', 'a4']) work.ask(name, 'ada');
    work.ask('b1', 'bob');
    await work.settled(1);
    expect(['b1', 'a2', 'a3', 'a4'].map(work.place)).toEqual([1, 2, 3, 4]);

    work.end('a1');
    await work.settled(1);
    expect(work.running()).toEqual(['b1']);
  });

  test.each(['timed-out', 'out-of-memory', 'too-much-output'] as const)(
    'after a run that ended as %s the next one of the same learner waits a moment, and no other learner does',
    async (kind) => {
      const work = startWork({ concurrency: 1 });
      for (const name of ['a1', 'a2']) work.ask(name, 'ada');
      work.ask('b', 'bob');
      await work.settled(1);
      work.end('a1', { ...ran, kind, limitMs: 1, limitBytes: 1 });
      await work.settled(1);
      expect(work.running()).toEqual(['b']);
      work.end('b');
      await work.settled(0);

      expect(work.outcome('a1')).toMatchObject({ kind });
      expect(work.begun).toEqual(['a1', 'b']);
      await work.settled(1);
      expect(work.running()).toEqual(['a2']);
    },
  );

  test('what is too much is told so at once, with a time to come back', async () => {
    const work = startWork({ concurrency: 1, queueSize: 2 });
    for (const name of ['a', 'b', 'c', 'd']) work.ask(name, `learner ${name}`);
    await work.settled(1);

    expect(work.told('d')).toEqual([{ kind: 'done', outcome: { kind: 'busy', retryAfterMs: expect.any(Number) } }]);
    expect(work.outcome('c')).toBeUndefined();
  });

  test('what is too much for one learner leaves room for another', async () => {
    const work = startWork({ concurrency: 1, queueSize: 4, queueSizePerLearner: 2 });
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) work.ask(name, 'ada');
    work.ask('b', 'bob');
    await work.settled(1);

    expect(['a1', 'a2', 'a3', 'a4', 'a5', 'b'].map((name) => work.outcome(name)?.kind)).toEqual([
      undefined,
      undefined,
      undefined,
      'busy',
      'busy',
      undefined,
    ]);
  });

  test('without a queue, runs that come one after another are never too much', async () => {
    const work = startWork({ concurrency: 1, queueSize: 0 });
    for (let round = 0; round < 20; round += 1) {
      work.ask(`run ${round}`, 'ada');
      await work.settled(1);
      work.end(`run ${round}`);
      await work.settled(0);
      expect(work.outcome(`run ${round}`)?.kind).toBe('finished');
    }
  });

  test('who leaves the queue is told at once, is never run, and makes room', async () => {
    const work = startWork({ concurrency: 1, queueSize: 2 });
    const stop = new AbortController();
    work.ask('a', 'ada');
    work.ask('b', 'bob', stop.signal);
    work.ask('c', 'cleo');
    stop.abort();
    work.ask('d', 'dan');
    await work.settled(1);

    expect(work.outcome('b')).toEqual({ kind: 'cancelled' });
    expect(['c', 'd'].map(work.place)).toEqual([1, 2]);

    for (const name of ['a', 'c', 'd']) {
      work.end(name);
      await work.settled(name === 'd' ? 0 : 1);
    }
    expect(work.begun).toEqual(['a', 'c', 'd']);
  });

  test('closing ends what runs, answers what waits, and takes nothing more', async () => {
    const work = startWork({ concurrency: 1 });
    for (const name of ['a', 'b', 'c']) work.ask(name, `learner ${name}`);
    await work.settled(1);
    await work.queue.close();
    work.ask('d', 'dan');
    await work.settled(0);

    expect(['a', 'b', 'c', 'd'].map(work.outcome)).toEqual(Array.from({ length: 4 }, () => ({ kind: 'cancelled' })));
    expect(work.begun).toEqual(['a']);
  });

  test('learners may be called anything', async () => {
    const work = startWork({ concurrency: 9 });
    for (const name of ['constructor', '__proto__', 'toString', '']) work.ask(name, name);
    await work.settled(4);

    expect(work.running()).toHaveLength(4);
  });
});

/** What may happen next: someone asks for a run, a run ends, or someone gives up. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask'), learner: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end'), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave'), which: fc.nat(9) }) },
);

type Happening = { kind: string; learner?: number; which?: number };

/** The queue as the words of its promises have it; the real one is held against it after each step. */
function createModel(concurrency: number, queueSize: number) {
  const open: { name: string; learner: number; stop: AbortController }[] = [];
  const learners = () => new Set(open.map(({ learner }) => learner)).size;
  return {
    open,
    running: () => Math.min(concurrency, learners()),
    hasRoom(learner: number) {
      const startsAtOnce = !open.some((one) => one.learner === learner) && open.length < concurrency;
      return startsAtOnce || open.length - Math.min(concurrency, learners()) < queueSize;
    },
    remove: (name: string) =>
      void open.splice(
        open.findIndex((one) => one.name === name),
        1,
      ),
  };
}

describe('whatever happens', { timeout: 60_000 }, () => {
  test('as many run as may and can, each learner one, in the order asked, and each gets one outcome', async () => {
    const story = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(5), fc.array(happening, { maxLength: 14 }));
    await fc.assert(
      fc.asyncProperty(story, async ([concurrency, queueSize, happenings]) => {
        const work = startWork({ concurrency, queueSize });
        const model = createModel(concurrency, queueSize);
        const asked: { name: string; learner: number; hadRoom: boolean }[] = [];
        for (const [index, next] of happenings.entries()) {
          step(next, `run ${index}`);
          await work.settled(model.running());
          const running = work.running().map((name) => model.open.find((one) => one.name === name)?.learner);
          expect(new Set(running).size).toBe(running.length);
        }
        while (model.open.length > 0) {
          step({ kind: 'end', which: 0 }, '');
          await work.settled(model.running());
        }
        for (const { name, hadRoom } of asked) {
          expect(work.told(name).filter(({ kind }) => kind === 'done')).toHaveLength(1);
          expect([name, work.outcome(name)?.kind === 'busy']).toEqual([name, !hadRoom]);
        }
        for (const learner of [0, 1, 2, 3]) {
          const own = asked.filter((one) => one.learner === learner).map(({ name }) => name);
          const begun = work.begun.filter((name) => own.includes(name));
          expect(begun).toEqual(own.filter((name) => begun.includes(name)));
        }

        function step(next: Happening, name: string): void {
          if (next.kind === 'ask') ask(name, next.learner ?? 0);
          if (next.kind === 'end') end(next.which ?? 0);
          if (next.kind === 'leave') leave(next.which ?? 0);
        }

        function ask(name: string, learner: number): void {
          const stop = new AbortController();
          const hadRoom = model.hasRoom(learner);
          asked.push({ name, learner, hadRoom });
          work.ask(name, `learner ${learner}`, stop.signal);
          if (hadRoom) model.open.push({ name, learner, stop });
        }

        function end(which: number): void {
          const running = work.running();
          const name = running[which % running.length];
          if (name === undefined) return;
          work.end(name);
          model.remove(name);
        }

        function leave(which: number): void {
          const one = model.open[which % model.open.length];
          if (one === undefined) return;
          one.stop.abort();
          model.remove(one.name);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('runs start in the order of the places that were told, if they end in the order they began', async () => {
    const asks = fc.array(fc.nat(3), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), asks, async (concurrency, learners) => {
        const work = startWork({ concurrency });
        const names = learners.map((learner, index) => `${learner}/${index}`);
        names.forEach((name, index) => work.ask(name, `learner ${learners[index]}`));
        await work.settled(Math.min(concurrency, new Set(learners).size));
        const atOnce = [...work.begun];
        const promised = names
          .filter((name) => work.place(name) !== undefined)
          .toSorted((one, other) => (work.place(one) ?? 0) - (work.place(other) ?? 0));

        for (let ended = 0; ended < names.length; ended += 1) {
          await work.settled(work.running().length);
          work.end(work.begun[ended] ?? '');
          const left = names.filter((name) => !work.begun.slice(0, ended + 1).includes(name));
          await work.settled(Math.min(concurrency, new Set(left.map((name) => name.split('/')[0])).size));
        }

        expect(work.begun).toEqual([...atOnce, ...promised]);
      }),
      { numRuns: 25 },
    );
  });

  test('while a learner is first in a queue of their own, any other starts at most once more before', async () => {
    const asks = fc.array(fc.nat(3), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(asks, async (learners) => {
        const work = startWork({ concurrency: 1 });
        const names = learners.map((learner, index) => `${learner}/${index}`);
        names.forEach((name, index) => work.ask(name, `learner ${learners[index]}`));
        for (let ended = 0; ended < names.length; ended += 1) {
          await work.settled(1);
          work.end(work.begun[ended] ?? '');
        }
        await work.settled(0);

        // Between two runs of one learner, or before the first, nobody else has two.
        const order = work.begun.map((name) => name.split('/')[0]);
        for (const learner of new Set(order)) {
          const turns = order.flatMap((one, index) => (one === learner ? [index] : []));
          for (const [index, turn] of turns.entries()) {
            const between = order.slice((turns[index - 1] ?? -1) + 1, turn);
            expect(new Set(between).size).toBe(between.length);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});
