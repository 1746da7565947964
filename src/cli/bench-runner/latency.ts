import { figure } from '../figure.ts';
import { timed, type Contest, type ProgramName } from './contest.ts';
import { programs } from './programs.ts';
import type { RunnerFigure } from './runner-figure.ts';

const rounds = 60;
/** It takes long, and is only there to be looked at. */
const roundsForBubblewrap = 15;

/** From the request to its answer, in turns. The goals are shares of what plain Python takes in the middle. */
export async function benchLatency(
  name: ProgramName,
  { stream, rivals }: Contest,
  goals: { readonly p50: number; readonly p95: number },
): Promise<readonly RunnerFigure[]> {
  const code = programs[name];
  const own: number[] = [];
  const plain: number[] = [];
  const walled: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    own.push(await timed(async () => stream.run({ code })));
    plain.push(await timed(async () => rivals.bare(code)));
    if (round < roundsForBubblewrap) walled.push(await timed(async () => rivals.bubblewrap(code)));
  }
  const ours = figure(name, own);
  const rest = { unit: 'ms', bare: figure(name, plain).p50, bubblewrap: figure(name, walled).p50 } as const;
  return [
    { ...rest, name: `${name}: latency, p50`, ours: ours.p50, goal: { is: 'at most', value: goals.p50 } },
    { ...rest, name: `${name}: latency, p95`, ours: ours.p95, goal: { is: 'at most', value: goals.p95 } },
  ];
}
