import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { TimelineModel } from '#core/timeline/model.ts';
import { readTimeline } from '#core/timeline/read-timeline.ts';
import { timelineModel } from '#core/timeline/timeline-model.ts';
import { bareWords } from '../../../support/library.ts';
import { speak } from '../../../support/speak.ts';
import { commanding, modelOf, models, recordedTrace, task, trace } from '../../../support/timelines.ts';

const english = speak('en');
const lanesOf = ({ lanes }: TimelineModel) =>
  lanes.map(({ label, aside, depth }) => `${'>'.repeat(depth)}${label} ${aside}`.trim());
const notesOf = ({ notes }: TimelineModel) => notes.map(({ text }) => text);
const second = 1_000_000;

describe('lanes', () => {
  test('children stand under their parents, in order of creation', () => {
    const tasks = [
      task(1, { coroutine: 'main' }),
      task(2, { name: 'a' }),
      task(3, { name: 'b' }),
      task(4, { name: 'a1', parent: 2 }),
    ];
    expect(lanesOf(modelOf(trace({ tasks }), english))).toEqual(['main', '>a', '>>a1', '>b']);
  });

  test('tasks without a name of their own are called after their coroutine, with a number where that is not enough', () => {
    expect(lanesOf(modelOf(recordedTrace('gather'), english))).toEqual([
      'main',
      '>fetch Task-2',
      '>fetch Task-3',
      '>fetch Task-4',
    ]);
  });

  test('a crowd shares a lane, but who failed has its own', () => {
    const model = modelOf(recordedTrace('crowd'), english);
    expect(lanesOf(model)).toEqual(['main', '>report', '>fetch × 27', '>fetch Task-20']);
    expect(model.lanes[2]).toMatchObject({ kind: 'group', count: 27, most: 27 });
  });

  test.each([1, 8, 30, 500])('%i tasks make at most twelve lanes', (count) => {
    const tasks = Array.from({ length: count }, (_, at) =>
      task(at + 1, { coroutine: `job_${String.fromCodePoint(97 + (at % 26))}` }),
    );
    const { lanes } = modelOf(trace({ tasks }), english);
    expect(lanes.length).toBe(Math.min(count, 12));
  });

  test('waits that are too short to be told apart become one bar that counts them', () => {
    const spans = Array.from({ length: 200 }, (_, at) => [
      'sleep',
      9,
      at * 10_000,
      at * 10_000 + 10_000,
      'sleep(0.01)',
      null,
    ]);
    const { lanes } = modelOf(trace({ length: 2 * second, tasks: [task(1, { end: 2 * second, spans })] }), english);
    expect(lanes[0]).toMatchObject({
      bars: [
        {
          look: 'sleep',
          from: 0,
          to: 2 * second,
          texts: ['line 9: sleep(0.01) × 200', 'sleep(0.01) × 200', 'sleep(0.01)', 'line 9'],
        },
      ],
    });
  });

  test('threads, locks and queues follow the tasks', () => {
    expect(lanesOf(modelOf(recordedTrace('threads'), english)).slice(-2)).toEqual([
      'thread asyncio_0',
      'thread asyncio_1',
    ]);
    expect(lanesOf(modelOf(recordedTrace('blocked'), english)).slice(-2)).toEqual(['queue jobs max 2', 'lock']);
    const level = modelOf(recordedTrace('semaphore'), english).lanes.at(-1);
    expect(level).toMatchObject({
      kind: 'level',
      label: 'semaphore limit',
      most: 3,
      steps: [{ value: 3 }, { value: 2 }, { value: 1 }],
    });
  });

  test('without a task there is nothing to see', () => {
    const timeline = readTimeline(trace({}));
    expect(timeline === null ? null : timelineModel(timeline, english)).toBeNull();
    expect(timeline).not.toBeNull();
  });
});

describe('what to look at', () => {
  test('a blocked loop: the line, the call, how long, and who was kept waiting', () => {
    const model = modelOf(recordedTrace('blocked'), english);
    expect(model.bands).toEqual([{ from: 800_000, to: 2_000_000, label: 'loop blocked 1.2 s' }]);
    expect(notesOf(model)[0]).toBe(
      'Line 13: time.sleep(1.2) blocked the loop for 1.2 s. Kept waiting: heartbeat, worker-1, fetch-b.',
    );
  });

  test('a deadlock as a ring of names, with waits that go on for ever', () => {
    const model = modelOf(recordedTrace('deadlock-ring'), english);
    expect(notesOf(model)).toEqual([
      'Deadlock: kant → hume → marx → kant. Each waits for the next, so none can go on.',
    ]);
    expect(model.forever).toBe('for ever');
    expect(model.lanes[1]).toMatchObject({ mark: 'stuck', end: model.end });
  });

  test('who failed, and how many were cancelled for it', () => {
    const tasks = [
      task(1, { coroutine: 'main', state: 'failed', error: 'ExceptionGroup' }),
      task(2, { name: 'bad', state: 'failed', error: 'ValueError', end: 300_000 }),
      task(3, { name: 'good', state: 'cancelled', end: 300_000 }),
    ];
    expect(notesOf(modelOf(trace({ tasks }), english))).toEqual([
      'bad failed with ValueError at 300 ms; 1 other task was cancelled at that moment.',
    ]);
  });

  test('time that was saved, and time that could have been', () => {
    expect(notesOf(modelOf(recordedTrace('gather'), english))).toEqual([
      '4.5 s of waiting took only 2 s: the waits ran side by side.',
    ]);
    const sleeping = (from: number) => ({
      start: from,
      end: from + 500_000,
      spans: [['sleep', 3, from, from + 500_000, 'sleep(0.5)', null]],
    });
    const tasks = [task(1), task(2, sleeping(0)), task(3, sleeping(500_000))];
    expect(notesOf(modelOf(trace({ tasks }), english))).toEqual([
      '2 tasks waited one after another. Start them together and their waits share the time.',
    ]);
  });

  test('who let whom go on, while that is few', () => {
    const model = modelOf(recordedTrace('semaphore'), english);
    expect(model.wakes[0]).toEqual({ at: 200_000, from: 1, to: 4 });
  });
});

describe.each(['en', 'zh'] as const)('any trace in %s', (language) => {
  test.prop([models(speak(language))])(
    'makes at most four notes, bars in order inside their lanes, and a legend of what is used',
    (model) => {
      expect(model.notes.length).toBeLessThanOrEqual(4);
      expect(model.lanes.length).toBeLessThanOrEqual(20);
      for (const lane of model.lanes) {
        if (lane.kind !== 'task') continue;
        const edges = lane.bars.flatMap(({ from, to }) => [from, to]);
        expect(edges).toEqual(edges.toSorted((one, other) => one - other));
        expect(lane.bars.every(({ from, to }) => from >= 0 && to > from && to <= model.end)).toBe(true);
        expect(model.legend.some((entry) => entry.kind === 'mark' && entry.mark === lane.mark)).toBe(
          lane.mark !== null,
        );
      }
      expect(JSON.stringify(model)).not.toMatch(commanding);
    },
  );
});

test('every word comes from the phrases', () => {
  const { title, heading, notes } = modelOf(recordedTrace('blocked'), bareWords);
  expect([title, heading, ...notes.map(({ text }) => text)].every((text) => text.startsWith('timeline.'))).toBe(true);
});
