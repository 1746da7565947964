import type { LearnerId, RunId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeGrader, Grade, GradeEvent } from '#core/ports/code-grader.ts';
import type { CodeRunner, RunEvent } from '#core/ports/code-runner.ts';
import { isOlder, type PythonVersion } from '#core/python-version.ts';
import { createEventStream, type EventStream } from '#runner/queue/event-stream.ts';
import type { Desk } from './desk.ts';
import { openDesk, type OpenedDesk, type RemoteOptions } from './open-desk.ts';
import { openRun, type Ending, type OpenRun } from './open-run.ts';
import { refusals } from './refusals.ts';
import { begin, nameOf, stop } from './run-steps.ts';

export type RemoteRunner = CodeRunner & CodeGrader & AsyncDisposable;

/** Has programs run by workers anywhere, over Redis. Connects at once, and does not fail when it cannot yet. */
export function createRemoteRunner(options: RemoteOptions): RemoteRunner {
  const opened = openDesk(options);
  const { desk } = opened;
  let isClosed = false;
  const start = (run: OpenRun, signal: AbortSignal) => {
    if (isClosed || signal.aborted) run.end({ kind: 'cancelled' });
    else enter(run, signal, desk);
  };
  return {
    run({ id, ...job }, signal) {
      const events = createEventStream<RunDone>();
      const sink = sinkOf(events, (ending) => ({ kind: 'done', outcome: outcomeOf(ending) }));
      const run = openRun({ learner: job.learner, named: id, task: { kind: 'run', ...job }, ...sink });
      start(run, signal);
      return events.read(() => run.stop.abort(leftByReader));
    },
    grade({ id, ...job }, signal) {
      const events = createEventStream<GradeDone>();
      const sink = sinkOf(events, (ending) => ({ kind: 'done', grade: gradeOf(ending) }));
      const run = openRun({ learner: job.learner, named: id, task: { kind: 'grade', ...job }, ...sink });
      start(run, signal);
      return events.read(() => run.stop.abort(leftByReader));
    },
    cancel: async (learner, run) => await cancel(learner, run, desk),
    python: async () => await oldestPython(desk),
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await close(opened);
    },
  };
}

type RunDone = Extract<RunEvent, { readonly kind: 'done' }>;
type GradeDone = Extract<GradeEvent, { readonly kind: 'done' }>;

function sinkOf<Done extends { readonly kind: 'done' }>(
  events: EventStream<Done>,
  doneOf: (ending: Ending) => Done,
): Pick<OpenRun, 'tell' | 'end'> {
  return { tell: (progress) => events.push(progress), end: (ending) => events.push(doneOf(ending)) };
}

function enter(run: OpenRun, signal: AbortSignal, desk: Desk): void {
  const onAbort = () => run.stop.abort();
  signal.addEventListener('abort', onAbort);
  run.stop.signal.addEventListener('abort', () => stop(run, desk));
  begin(run, desk)
    .then(async () => await run.ended.promise)
    .catch((error: unknown) => desk.log.error('runner broken', { error }))
    .finally(() => signal.removeEventListener('abort', onAbort));
}

/** Without a reason, an error is made for each, and most runs end so. */
const leftByReader = 'whoever asked for it has gone, with its outcome or without';

async function cancel(learner: LearnerId, named: RunId, desk: Desk): Promise<'stopping' | 'not-there'> {
  const own = [...desk.runs.values()].find((run) => run.learner === learner && run.named === named);
  if (own !== undefined) {
    own.stop.abort();
    return 'stopping';
  }
  try {
    const found = await desk.line.find(nameOf({ learner, named }, desk));
    if (found === null || found.client === desk.client) return 'not-there';
    return (await desk.mail.toClient(found.client, { kind: 'cancel', id: found.id })) ? 'stopping' : 'not-there';
  } catch (error) {
    desk.outage.failed(error);
    return 'not-there';
  }
}

/** What may be run by any of the workers there are. */
async function oldestPython(desk: Desk): Promise<PythonVersion | null> {
  try {
    const look = await desk.line.look(desk.client);
    desk.outage.worked();
    const versions = [...look.workers.values()].flatMap(({ python }) => (python === null ? [] : [python]));
    return versions
      .map(([major, minor]): PythonVersion => ({ major, minor }))
      .reduce<PythonVersion | null>((oldest, one) => (oldest === null || isOlder(one, oldest) ? one : oldest), null);
  } catch (error) {
    desk.outage.failed(error);
    return null;
  }
}

async function close({ desk, dispose }: OpenedDesk): Promise<void> {
  const runs = [...desk.runs.values()];
  for (const run of runs) run.stop.abort();
  await Promise.all(runs.map(async (run) => await run.ended.promise));
  for (const end of desk.resting.values()) end();
  await dispose();
}

function outcomeOf(ending: Ending): Outcome {
  if (ending.kind === 'run') return ending.outcome;
  return ending.kind === 'grade' ? refusals.mismatch : ending;
}

function gradeOf(ending: Ending): Grade {
  if (ending.kind === 'grade') return ending.grade;
  return { kind: 'stopped', by: ending.kind === 'run' ? refusals.mismatch : ending };
}
