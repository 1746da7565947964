import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner, RunEvent, RunJob } from '#core/ports/code-runner.ts';

/** A run that was asked for. */
export interface Asked {
  readonly events: readonly RunEvent[];
  readonly outcome: Promise<Outcome>;
  /** Settles when such an event has come. */
  readonly until: (kind: RunEvent['kind']) => Promise<void>;
  readonly stop: () => void;
}

let learners = 0;

/** Asks for a run of somebody new, and listens to what becomes of it. */
export function ask(runner: CodeRunner, job: Partial<RunJob> & Pick<RunJob, 'code'>): Asked {
  learners += 1;
  const stop = new AbortController();
  const events: RunEvent[] = [];
  const came = {
    queued: Promise.withResolvers<void>(),
    started: Promise.withResolvers<void>(),
    done: Promise.withResolvers<void>(),
  };
  const listen = async () => {
    const whole: RunJob = { stdin: '', learner: learnerId(`asked:${learners}`), clock: 'real', ...job };
    for await (const event of runner.run(whole, stop.signal)) {
      events.push(event);
      came[event.kind].resolve();
    }
    const last = events.at(-1);
    if (last?.kind !== 'done') throw new Error('expected an outcome, the events ended without one');
    return last.outcome;
  };
  return { events, outcome: listen(), until: async (kind) => await came[kind].promise, stop: () => stop.abort() };
}
