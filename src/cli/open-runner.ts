import type { Log } from '#core/ports/log.ts';
import type { Runner } from '#runner/create-runner.ts';
import { createRunner } from '#runner/create-runner.ts';
import { defaultLimits } from '#runner/limits.ts';
import type { Config } from '#src/config.ts';
import type { Terminal } from './terminal.ts';

/** Programs that may wait before the next one is told to come back later, and how many of them may be one learner's. */
const queueSize = 200;
const queueSizePerLearner = 50;

/** The runner that the settings ask for; it looks for its sandbox when it is first asked. */
export function openRunner({ run, python }: Config, log: Log, { environment }: Terminal): Runner {
  const wallMs = run.timeoutMs;
  const cpuS = Math.min(defaultLimits.cpuS, Math.ceil(wallMs / 1000));
  return createRunner({
    limits: { ...defaultLimits, wallMs, cpuS, memoryBytes: run.memoryBytes },
    concurrency: run.concurrency,
    queueSize,
    queueSizePerLearner,
    python: python ?? undefined,
    searchPath: environment['PATH'] ?? '',
    log,
  });
}
