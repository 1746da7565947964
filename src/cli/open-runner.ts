import type { Log } from '#core/ports/log.ts';
import type { Runner } from '#runner/create-runner.ts';
import { createRunner } from '#runner/create-runner.ts';
import { defaultLimits } from '#runner/limits.ts';
import type { Config } from '#src/config.ts';
import type { Terminal } from './terminal.ts';

/** Programs that may wait before the next one is told to come back later. */
const queueSize = 200;

/** Who asks: learners, of whom none may fill the queue alone, or one program that feeds it. */
export type Askers = 'learners' | 'one-program';
/** How many of one learner's may wait behind another of theirs. */
export const queueSizePerLearner: Readonly<Record<Askers, number>> = { learners: 10, 'one-program': queueSize };

/** Where it is used. */
export interface Around extends Pick<Terminal, 'environment'> {
  readonly log: Log;
  readonly askers: Askers;
}

/** A runner of this process itself; it looks for its sandbox when it is first asked. */
export function openRunner({ run, python }: Config, { log, askers, environment }: Around): Runner {
  const wallMs = run.timeoutMs;
  const cpuS = Math.max(1, Math.ceil(wallMs / 1000) - 1);
  return createRunner({
    limits: { ...defaultLimits, wallMs, cpuS, memoryBytes: run.memoryBytes },
    concurrency: run.concurrency,
    queueSize,
    queueSizePerLearner: queueSizePerLearner[askers],
    python: python ?? undefined,
    searchPath: environment['PATH'] ?? '',
    log,
  });
}
