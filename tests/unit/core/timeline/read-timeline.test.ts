import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { readTimeline } from '#core/timeline/read-timeline.ts';
import { commanding, recordedTrace, task, trace, traces } from '../../../support/timelines.ts';

const tasksOf = (raw: unknown) => readTimeline(raw)?.tasks ?? [];

describe('reading a trace', () => {
  test('takes what the tracer wrote as it is', () => {
    const timeline = readTimeline(recordedTrace('gather'));
    expect(timeline).toMatchObject({ length: 2_000_000, deadlock: null, tasksLeftOut: 0 });
    expect(timeline?.tasks[1]).toEqual({
      id: 2,
      name: 'Task-2',
      coroutine: 'fetch',
      parent: 1,
      line: 7,
      start: 0,
      end: 1_000_000,
      state: 'done',
      error: null,
      waits: [{ kind: 'sleep', line: 4, start: 0, end: 1_000_000, label: 'sleep(1)', by: null }],
    });
  });

  test('a version that is not known is no trace', () => {
    expect(readTimeline({ timeline: { version: 2, length: 1, tasks: [] } })).toBeNull();
  });

  test('tasks that are their own ancestors lose their parents', () => {
    const raw = trace({ tasks: [task(1, { parent: 2 }), task(2, { parent: 1 }), task(3, { parent: 3 })] });
    expect(tasksOf(raw).map(({ parent }) => parent)).toEqual([null, 1, null]);
  });

  test('a second task with the same id is left out', () => {
    expect(tasksOf(trace({ tasks: [task(1), task(1, { name: 'other' })] }))).toHaveLength(1);
  });

  test('times are brought into the run', () => {
    const raw = trace({
      length: 100,
      tasks: [task(1, { start: -7, end: 1e300, spans: [['sleep', 1, -50, 900, null, null]] })],
    });
    expect(tasksOf(raw)[0]).toMatchObject({ start: 0, end: 100, waits: [{ start: 0, end: 100 }] });
  });

  test('names lose what would turn or end a line', () => {
    const raw = trace({ tasks: [task(1, { name: 'x\u202egnp\u001b[2J\u0000\u2028y', coroutine: '\u009b' })] });
    expect(tasksOf(raw)[0]).toMatchObject({ name: 'x gnp [2J y', coroutine: '?' });
  });

  test('however many tasks and spans there are, only so many are read', () => {
    const spans = Array.from({ length: 5000 }, (_, at) => ['sleep', 1, at, at + 1, null, null]);
    const tasks = Array.from({ length: 5000 }, (_, at) => task(at + 1, { spans }));
    const read = tasksOf(trace({ tasks }));
    expect(read).toHaveLength(200);
    expect(read.flatMap(({ waits }) => waits)).toHaveLength(4000);
  });

  test.prop([fc.oneof(fc.anything(), fc.jsonValue(), fc.record({ timeline: fc.anything(), findings: fc.anything() }))])(
    'anything else is null or a timeline, never an error',
    (raw) => {
      const timeline = readTimeline(raw);
      expect(timeline === null || timeline.length >= 0).toBe(true);
    },
  );

  test.prop([traces])('what is read is in range, in order and fit to be shown', (raw) => {
    const timeline = readTimeline(raw);
    if (timeline === null) return;
    const known = new Set<number>();
    for (const { id, parent, start, end, waits } of timeline.tasks) {
      expect(parent === null || known.has(parent)).toBe(true);
      known.add(id);
      const times = [start, ...waits.flatMap((wait) => [wait.start, wait.end]), end ?? timeline.length];
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(Math.min(...times) >= 0 && Math.max(...times) <= timeline.length).toBe(true);
    }
    for (const text of strings(timeline)) expect(text).not.toMatch(commanding);
  });
});

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
