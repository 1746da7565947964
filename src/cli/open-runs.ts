import { HostProblem } from '#core/host-problem.ts';
import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Config } from '#src/config.ts';
import { openRunner, queueSizePerLearner, type Around } from './open-runner.ts';

/** Where programs are run and solutions graded: here, or by workers anywhere. */
export interface Runs extends CodeRunner, CodeGrader, AsyncDisposable {
  /** Gets ready what the first run would wait for. */
  warmUp(): Promise<void>;
}

/** For each program that workers can run at the same time. */
const queueSizePerSlot = 100;
/** Far more than anyone types, and less than a script would like. */
const runsPerMinute = 40;

/** What the settings ask for: without REDIS_URL programs are run in this process, otherwise by workers, over Redis. */
export async function openRuns(config: Config, around: Around): Promise<Runs> {
  if (config.redisUrl === null) return here(config, around);
  const { createRemoteRunner } = await import('#runner/remote/create-remote-runner.ts');
  const { log, askers } = around;
  const remote = createRemoteRunner({
    ...remoteAt(config),
    urgency: askers === 'learners' ? 'chat' : 'batch',
    queueSizePerSlot,
    queueSizePerLearner: queueSizePerLearner[askers],
    runsPerMinute: askers === 'learners' ? runsPerMinute : null,
    log,
  });
  return { ...remote, warmUp: async () => void (await remote.python()) };
}

/** Where Redis is, and what is sealed with there; a problem of the host's when a setting is missing. */
export function remoteAt({ redisUrl, secretKey }: Config): { readonly url: string; readonly secret: string } {
  if (redisUrl === null) {
    throw new HostProblem(
      'Workers get their work over Redis: set REDIS_URL to where it is, as in redis://127.0.0.1:6379.',
    );
  }
  if (secretKey === null) {
    throw new HostProblem(
      'With REDIS_URL, SECRET_KEY is needed: programs are sealed with it on their way. Set the same one, of at least 32 ' +
        'characters that nobody can guess, for every bot and worker.',
    );
  }
  return { url: redisUrl, secret: secretKey };
}

function here(config: Config, around: Around): Runs {
  const runner = openRunner(config, around);
  return { ...runner, warmUp: async () => void (await runner.tier()) };
}
