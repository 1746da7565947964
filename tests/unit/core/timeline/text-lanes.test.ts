import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { describeTimeline } from '#core/timeline/describe-timeline.ts';
import { textLanes } from '#core/timeline/text-lanes.ts';
import { columnsOf } from '#core/width.ts';
import { speak } from '../../../support/speak.ts';
import { commanding, modelOf, models, recordedTrace, task, trace } from '../../../support/timelines.ts';

const english = speak('en');

describe('lanes of characters', () => {
  test('show who waited when', () => {
    const lines = textLanes(modelOf(recordedTrace('gather'), english), { columns: 48, signs: 'blocks' });
    expect(lines).toEqual([
      '4 tasks · 2 s',
      '',
      '              0       0.5 s    1 s     1.5 s 2 s',
      'main          ·································✓',
      ' fetch Task-2 ─────────────────✓',
      ' fetch Task-3 ─────────────────────────────────✓',
      ' fetch Task-4 ─────────────────────────✓',
      '',
      '─ sleeping   · waiting for tasks   ✓ done',
      '',
      'What to look at',
      '• 4.5 s of waiting took only 2 s: the waits ran',
      '  side by side.',
    ]);
  });

  test('show a block whatever it blocks, and say how each task ended', () => {
    const lines = textLanes(modelOf(recordedTrace('blocked'), english), { columns: 60, signs: 'ascii' });
    expect(lines.find((line) => line.includes('report'))).toMatch(/ -+#+\+$/u);
    expect(lines.find((line) => line.includes('broken '))).toMatch(/ -+x ValueError$/u);
    expect(lines.find((line) => line.includes('heartbeat'))).toMatch(/ -+\/+-+c$/u);
  });

  test('in ASCII draw with nothing else', () => {
    const tasks = [
      task(1, {
        spans: [
          ['lock', 3, 0, 500_000, 'Lock', null],
          ['queue', 4, 500_000, 1_000_000, 'get', null],
        ],
      }),
    ];
    const lines = textLanes(modelOf(trace({ tasks }), english), { columns: 60, signs: 'ascii' });
    expect(lines.slice(2).join('\n')).toMatch(/^[\n\x20-\x7e]*$/u);
  });

  test.prop([models(speak('en')), fc.integer({ min: 36, max: 200 }), fc.constantFrom('blocks', 'ascii')])(
    'are never wider than asked and command no terminal',
    (model, columns, signs) => {
      for (const line of textLanes(model, { columns, signs })) {
        expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toMatch(commanding);
      }
    },
  );

  test.prop([models(speak('zh')), fc.integer({ min: 36, max: 120 })])('fit in Chinese, too', (model, columns) => {
    for (const line of textLanes(model, { columns, signs: 'blocks' }))
      expect(columnsOf(line)).toBeLessThanOrEqual(columns);
  });
});

describe('the alternative text', () => {
  test('says first what to look at, then what each lane shows', () => {
    expect(describeTimeline(modelOf(recordedTrace('gather'), english)).split('\n')).toEqual([
      '4 tasks · 2 s.',
      '4.5 s of waiting took only 2 s: the waits ran side by side.',
      'main: 0 s to 2 s, done.',
      'fetch (Task-2): 0 s to 1 s, done.',
      'fetch (Task-3): 0 s to 2 s, done.',
      'fetch (Task-4): 0 s to 1.5 s, done.',
    ]);
  });

  test.prop([models(speak('en'))])('has at most 1,000 characters', (model) => {
    expect(describeTimeline(model).length).toBeLessThanOrEqual(1000);
    expect(describeTimeline(model).replaceAll('\n', ' ')).not.toMatch(commanding);
  });
});
