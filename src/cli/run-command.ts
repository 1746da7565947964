import type { RunJob } from '#core/ports/code-runner.ts';
import { createLog } from './logger.ts';
import { openConfig } from './open.ts';
import { openRuns } from './open-runs.ts';
import { runFile } from './run.ts';
import { runStream } from './run-stream.ts';
import type { Terminal } from './terminal.ts';
import { checkPictureFile } from './write-timeline.ts';

export interface RunFlags {
  readonly clock: RunJob['clock'];
  readonly json?: true;
  readonly jsonl?: true;
  readonly stdin?: string;
  readonly timeout?: number;
  readonly timeline?: string;
}

/** `run`: one program, or with `--jsonl` a stream of them. */
export async function run(file: string | undefined, flags: RunFlags, terminal: Terminal): Promise<number> {
  if (flags.timeline !== undefined) checkPictureFile(flags.timeline);
  await using runner = await openRuns(openConfig(terminal), {
    ...terminal,
    log: createLog('warn', { kind: 'stderr' }),
    askers: 'one-program',
  });
  if (flags.jsonl === true) return await runStream(runner, terminal);
  const options = {
    clock: flags.clock,
    stdin: flags.stdin,
    timeoutMs: flags.timeout === undefined ? undefined : flags.timeout * 1000,
    picture: flags.timeline,
    format: flags.json === true ? 'json' : 'text',
  } as const;
  return await runFile(file, options, { runner, terminal });
}
