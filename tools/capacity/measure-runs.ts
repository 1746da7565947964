import { setTimeout as sleep } from 'node:timers/promises';
import { openMeasuredStream } from '#cli/bench-runner/measured-stream.ts';
import { cpuOfTree } from '#cli/bench-runner/process-usage.ts';
import { programs } from '#cli/bench-runner/programs.ts';

const runs = 100;
/** What was used is built anew after the answer: that belongs to the run too. */
const settledMs = 500;

/** What a run of an ordinary lesson costs in all processes, its sandbox and its timeline included, in ms of processor. */
export async function measureRuns(project: string): Promise<number> {
  await using stream = openMeasuredStream({ project, environment: process.env });
  for (let round = 0; round < 10; round += 1) await stream.run({ code: programs.lesson, timeline: true });
  await sleep(settledMs);
  const before = cpuOfTree(stream.pid);
  for (let round = 0; round < runs; round += 1) await stream.run({ code: programs.lesson, timeline: true });
  await sleep(settledMs);
  return (cpuOfTree(stream.pid) - before) / runs;
}
