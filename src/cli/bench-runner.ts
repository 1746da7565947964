import { readTimeline } from '#core/timeline/read-timeline.ts';
import { timelineModel } from '#core/timeline/timeline-model.ts';
import { createDraw } from '#pictures/create-draw.ts';
import { timed, type Contest } from './bench-runner/contest.ts';
import { benchLatency } from './bench-runner/latency.ts';
import { benchLoad } from './bench-runner/load.ts';
import { openMeasuredStream, type MeasuredStream } from './bench-runner/measured-stream.ts';
import { memoryOfSandboxes } from './bench-runner/process-usage.ts';
import { programs } from './bench-runner/programs.ts';
import { openRivals } from './bench-runner/rivals.ts';
import type { RunnerFigure } from './bench-runner/runner-figure.ts';
import { figure } from './figure.ts';
import { openContent } from './open.ts';
import type { Terminal } from './terminal.ts';

const warmUps = 20;
const rounds = 40;

/** Measures the runner through `run --jsonl`, in turns with plain Python and bubblewrap (about a minute). */
export async function benchRunner(terminal: Terminal): Promise<readonly RunnerFigure[]> {
  await using rivals = await openRivals(terminal);
  await using stream = openMeasuredStream(terminal);
  const contest = { stream, rivals };
  for (let round = 0; round < warmUps; round += 1) await timed(async () => stream.run({ code: programs.gather }));
  return [
    ...(await benchLatency('hi', contest, { p50: 0.15, p95: 0.4 })),
    ...(await benchLatency('gather', contest, { p50: 0.05, p95: 0.12 })),
    ...(await benchLoad('hi', contest, { cpu: 0.5, throughput: 2.5 })),
    ...(await benchLoad('gather', contest, { cpu: 0.12, throughput: 10 })),
    benchMemory(stream),
    ...(await benchLesson(stream, terminal)),
    await benchTracing(contest),
  ];
}

const alone = { bare: null, bubblewrap: null } as const;

function benchMemory(stream: MeasuredStream): RunnerFigure {
  const bytes = memoryOfSandboxes(stream.pid);
  const { p50 } = figure('memory', bytes);
  const goal = { is: 'at most', value: 4 } as const;
  return { ...alone, name: `memory of a waiting sandbox (of ${bytes.length})`, unit: 'MiB', ours: p50 / 2 ** 20, goal };
}

async function benchLesson(stream: MeasuredStream, terminal: Terminal): Promise<readonly RunnerFigure[]> {
  const { speak } = await openContent(terminal);
  const draw = createDraw();
  const runs: number[] = [];
  const drawings: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let result: unknown = null;
    runs.push(await timed(async () => (result = await stream.run({ code: programs.lesson, timeline: true }))));
    const timeline = readTimeline(result);
    const model = timeline === null ? null : timelineModel(timeline, speak('en'));
    if (model === null) throw new Error('the lesson left no timeline');
    drawings.push(await timed(async () => draw.png({ kind: 'timeline', timeline: model })));
  }
  await draw.close();
  const row = (name: string, ms: readonly number[]) =>
    ({ ...alone, name, unit: 'ms', ours: figure(name, ms).p50 }) as const;
  return [
    { ...row('a 3 s lesson: output and timeline', runs), goal: { is: 'at most', value: 15 } },
    { ...row('  its picture, besides', drawings), goal: { is: 'at most', value: 60 } },
  ];
}

/** The CPU that the program itself sees: with clock and tracer, and without both. */
async function benchTracing({ stream, rivals }: Contest): Promise<RunnerFigure> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds / 4; round += 1) {
    ours.push(Number((await stream.run({ code: programs.mixed })).stdout) * 1000);
    bare.push(Number(await rivals.bare(programs.mixed)) * 1000);
  }
  const figures = { ours: figure('ours', ours).p50, bare: figure('bare', bare).p50, bubblewrap: null };
  return { ...figures, name: '1,000 tasks × 10 awaits, traced: CPU', unit: 'ms', goal: { is: 'at most', value: 1.5 } };
}
