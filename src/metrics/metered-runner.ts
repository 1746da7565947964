import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { secondsOfReplies } from './open-registry.ts';

/** A runner that counts what came of programs and solutions, how many wait or run for this process, and how long they waited. */
export function meteredRunner<Runner extends CodeRunner & CodeGrader>(runner: Runner, register: Registry): Runner {
  const follow = followerFor(register);
  return {
    ...runner,
    run: (job: Parameters<CodeRunner['run']>[0], signal: AbortSignal) =>
      follow(runner.run(job, signal), (event) => (event.kind === 'done' ? `run ${event.outcome.kind}` : null)),
    grade: (job: Parameters<CodeGrader['grade']>[0], signal: AbortSignal) =>
      follow(runner.grade(job, signal), (event) => (event.kind === 'done' ? `grade ${event.grade.kind}` : null)),
  };
}

function followerFor(register: Registry) {
  const { ends, waiting, running, waits } = figuresOf(register);
  return async function* follow<Event extends { readonly kind: string }>(
    events: AsyncIterable<Event>,
    endOf: (event: Event) => string | null,
  ): AsyncIterable<Event> {
    const askedAt = performance.now();
    let at = waiting;
    at.inc();
    try {
      for await (const event of events) {
        if (event.kind === 'started') {
          waits.observe((performance.now() - askedAt) / 1000);
          at.dec();
          at = running;
          at.inc();
        }
        const [work, outcome] = endOf(event)?.split(' ') ?? [];
        if (work !== undefined && outcome !== undefined) ends.inc({ work, outcome });
        yield event;
      }
    } finally {
      at.dec();
    }
  };
}

function figuresOf(register: Registry) {
  const registers = [register];
  const labelNames = ['work', 'outcome'] as const;
  return {
    ends: new Counter({ name: 'studyloop_runs_total', help: 'Runs and grades, by outcome.', labelNames, registers }),
    waiting: new Gauge({ name: 'studyloop_runs_waiting', help: 'Runs and grades that wait in the queue.', registers }),
    running: new Gauge({ name: 'studyloop_runs_running', help: 'Runs and grades under way.', registers }),
    waits: new Histogram({
      name: 'studyloop_run_wait_seconds',
      help: 'From asking for a run or grade to its start.',
      buckets: secondsOfReplies,
      registers,
    }),
  };
}
