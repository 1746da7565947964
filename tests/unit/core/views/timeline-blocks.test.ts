import { expect, test } from 'vitest';
import { readTimeline } from '#core/timeline/read-timeline.ts';
import { timelineBlocks } from '#core/views/timeline-blocks.ts';
import { bareWords } from '../../../support/library.ts';
import { recordedTrace, task, trace } from '../../../support/timelines.ts';

const blocksOf = (raw: unknown) => timelineBlocks(readTimeline(raw), bareWords);

test('a run with several tasks becomes a picture and the words that say the same', () => {
  const [block] = blocksOf(recordedTrace('gather'));
  expect(block).toMatchObject({ kind: 'picture', picture: { kind: 'timeline', timeline: { length: 2_000_000 } } });
  expect(block?.kind === 'picture' ? block.words : '').toContain('timeline.note-side-by-side');
});

test('one task that went well, prints alone, and no trace at all need no picture', () => {
  expect(blocksOf(trace({ tasks: [task(1, { spans: [['sleep', 2, 0, 1_000_000, 'sleep(1)', null]] })] }))).toEqual([]);
  expect(blocksOf(trace({ length: 0, tasks: [task(1), task(2)] }))).toEqual([]);
  expect(blocksOf(trace({}))).toEqual([]);
  expect(timelineBlocks(null, bareWords)).toEqual([]);
});

test('one task that waits for ever is worth a picture', () => {
  const deadlock = {
    waits: [{ name: 'Task-1', line: 4, object: 'q', call: 'Queue.get', holders: [], awaits: [] }],
    ring: null,
  };
  expect(blocksOf(trace({ length: 0, tasks: [task(1, { state: 'cancelled', end: 0 })], deadlock }))).toHaveLength(1);
});
