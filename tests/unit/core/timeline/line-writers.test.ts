import { expect, test } from 'vitest';
import { lineWriters } from '#core/timeline/line-writers.ts';
import { readTimeline } from '#core/timeline/read-timeline.ts';
import { trace } from '../../../support/timelines.ts';

const task = (id: number, name: string, coroutine: string) => ({
  id,
  name,
  coroutine,
  parent: null,
  line: 1,
  start: 0,
  end: 10,
  state: 'done',
  error: null,
  steps: 1,
  spans: [],
});

function writers(stdout: string, output: readonly (readonly unknown[])[]): readonly string[] {
  const tasks = [task(1, 'Task-1', 'main'), task(2, 'Task-2', 'fetch'), task(3, 'named', 'fetch')];
  const timeline = readTimeline(trace({ tasks, output }));
  if (timeline === null) throw new Error('expected a timeline');
  return lineWriters(timeline, stdout);
}

test('a line is whose that began it, by the name that the timeline shows; several may be one record', () => {
  const output = [
    [0, 1, null, 1, 0, 4],
    [0, 2, null, 1, 4, 8],
    [5, 3, null, 1, 8, 10],
  ];
  expect(writers('a\nb\nc\nd\ne\n', output)).toEqual(['main', 'main', 'fetch', 'fetch', 'named', '']);
});

test('bytes are counted, not letters, and standard error is another stream', () => {
  const output = [
    [0, 1, null, 1, 0, 4],
    [0, 2, null, 2, 0, 9],
    [0, 2, null, 1, 4, 9],
    [0, 1, null, 1, 9, 11],
  ];
  expect(writers('水\n🌊\né', output)).toEqual(['main', 'fetch', 'main']);
});

test("what is printed outside of tasks is nobody's", () => {
  expect(writers('a\n', [[0, null, null, 1, 0, 2]])).toEqual(['', '']);
});
