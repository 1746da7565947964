import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { TimelineModel } from '#core/timeline/model.ts';
import { readTimeline } from '#core/timeline/read-timeline.ts';
import { findingKinds, sharedKinds, taskStates, waitKinds } from '#core/timeline/timeline.ts';
import { timelineModel } from '#core/timeline/timeline-model.ts';
import type { Say } from '#core/words.ts';

/** A trace that the tracer wrote, as it came. */
export function recordedTrace(name: string): unknown {
  return JSON.parse(readFileSync(`tests/fixtures/traces/${name}.json`, 'utf8'));
}

/** A run's result with a trace; what is not given is empty. */
export function trace(parts: {
  readonly length?: number;
  readonly tasks?: readonly unknown[];
  readonly [part: string]: unknown;
}): unknown {
  const { findings = [], deadlock = null, ...timeline } = parts;
  const empty = {
    version: 1,
    length: 1_000_000,
    tasks: [],
    threads: [],
    blocked: [],
    lanes: [],
    output: [],
    truncated: null,
  };
  return { timeline: { ...empty, ...timeline }, findings, deadlock };
}

/** A task as the tracer writes it, done after a second unless said otherwise. */
export function task(id: number, more: Readonly<Record<string, unknown>> = {}): unknown {
  const usual = {
    name: `Task-${id}`,
    coroutine: 'work',
    parent: id === 1 ? null : 1,
    line: 1,
    start: 0,
    end: 1_000_000,
  };
  return { id, ...usual, state: 'done', error: null, steps: 1, spans: [], ...more };
}

/** The model of a trace, which must be one that has something to see. */
export function modelOf(raw: unknown, say: Say): TimelineModel {
  const timeline = readTimeline(raw);
  const model = timeline === null ? null : timelineModel(timeline, say);
  if (model === null) throw new Error('expected a trace with tasks');
  return model;
}

/** What programs may call their things. */
export const names = fc.oneof(
  fc.constantFrom(
    'fetch',
    'worker-1',
    'Task-7',
    'main',
    '下载用户头像图片并保存',
    'x'.repeat(300),
    '处'.repeat(80),
    '',
  ),
  fc.constantFrom(
    '\u202egnp.exe',
    'a\u001b[31mb',
    '<b>&"\'</text>',
    '\0\u009b\u2028',
    '\ufffe\uffff',
    '🚀👩‍👩‍👧',
    'ملف',
    'e\u0301'.repeat(60),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const ids = fc.integer({ min: 0, max: 12 });
const lengths = fc.oneof(
  fc.constantFrom(0, 1, 7, 900, 1_000_000, 86_400_000_000),
  fc.integer({ min: 0, max: 10_000_000 }),
  fc.constantFrom(-5, 1e300, Number.NaN),
);

/** Results as a tracer might write them, and as someone might who wants to break what reads them. */
export const traces: fc.Arbitrary<unknown> = lengths.chain((length) => {
  const top = Number.isFinite(length) && length > 0 && length < 1e12 ? length : 1000;
  const times = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: top }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 1e15, Number.NaN) },
  );
  const lines = fc.option(fc.integer({ min: 0, max: 400 }));
  const spans = fc.array(
    fc
      .tuple(fc.constantFrom(...waitKinds), lines, times, times, fc.option(names), fc.option(ids))
      .map(([kind, line, one, other, ...rest]) => [kind, line, Math.min(one, other), Math.max(one, other), ...rest]),
    { maxLength: 8 },
  );
  const taskParts = fc.record({
    name: names,
    coroutine: names,
    parent: fc.option(ids),
    line: lines,
    start: times,
    end: fc.option(times),
    state: fc.constantFrom(...taskStates),
    error: fc.option(names),
    spans,
  });
  const changes = fc.array(fc.tuple(times, fc.integer({ min: 0, max: 14 }), fc.option(ids)), { maxLength: 8 });
  return fc
    .record({
      length: fc.constant(length),
      tasks: fc
        .array(taskParts, { minLength: 1, maxLength: 40 })
        .map((all) => all.map((one, at) => ({ id: at, ...one }))),
      threads: fc.array(fc.record({ name: names, spans }), { maxLength: 3 }),
      blocked: fc.array(
        fc.record({
          task: fc.option(ids),
          line: lines,
          start: times,
          end: times,
          call: fc.option(names),
          waiting: fc.array(ids, { maxLength: 9 }),
        }),
        { maxLength: 5 },
      ),
      lanes: fc.array(
        fc.record({ kind: fc.constantFrom(...sharedKinds), name: fc.option(names), line: lines, changes }),
        { maxLength: 4 },
      ),
      output: fc.array(fc.tuple(times, fc.option(ids)), { maxLength: 30 }),
      truncated: fc.option(fc.record({ tasks: fc.nat(100_000) })),
      findings: fc.array(
        fc.record({
          kind: fc.constantFrom(...findingKinds),
          line: lines,
          task: fc.option(names),
          ms: fc.option(fc.nat(90_000)),
        }),
        { maxLength: 6 },
      ),
      deadlock: fc.option(
        fc.record({
          waits: fc.array(
            fc.record({
              name: names,
              line: lines,
              kind: fc.option(fc.constantFrom(...waitKinds)),
              object: fc.option(names),
              call: names,
              holders: fc.array(names, { maxLength: 3 }),
              awaits: fc.array(names, { maxLength: 2 }),
            }),
            { maxLength: 4 },
          ),
          ring: fc.option(fc.array(names, { maxLength: 7 })),
        }),
      ),
    })
    .map(trace);
});

/** The same, as models that have something to see. */
export function models(say: Say): fc.Arbitrary<TimelineModel> {
  return traces
    .map((raw) => {
      const timeline = readTimeline(raw);
      return timeline === null ? null : timelineModel(timeline, say);
    })
    .filter((model) => model !== null);
}

/** What must never reach a chat, a terminal or an SVG. */
export const commanding = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufffe\uffff]|\p{Cs}/u;
