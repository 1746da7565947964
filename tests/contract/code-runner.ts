import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learnerId, runId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner, RunEvent, RunJob } from '#core/ports/code-runner.ts';

/** What a runner may lack, with a reason: it `executes` Python, and has `limits` of its own. */
export type RunnerTrait = 'executes' | 'limits';

/** The programs of the suite, for runners that must know them before. */
export const contractPrograms = {
  hello: 'print("hello")',
  three: 'import sys\nprint("leaving")\nsys.exit(3)\n',
  waits: 'import time\ntime.sleep(3600)\n',
} as const;

/** The wall clock of a runner with limits of its own, under this suite. */
export const contractWallMs = 3000;

export type MadeRunner = CodeRunner & AsyncDisposable;

/** The promises of the CodeRunner port: every implementation passes all of them, but for traits skipped with a reason. */
export function codeRunnerContract(
  name: string,
  make: () => Promise<MadeRunner>,
  skips: Partial<Record<RunnerTrait, string>> = {},
): void {
  describe(`${name} keeps its promises`, () => {
    let runner: MadeRunner;

    beforeAll(async () => {
      runner = await make();
    });

    afterAll(async () => {
      await runner[Symbol.asyncDispose]();
    });

    const start = (job: Partial<RunJob>, signal = new AbortController().signal) =>
      runner.run({ code: contractPrograms.hello, stdin: '', learner: someone(), clock: 'real', ...job }, signal);

    test('it tells by which Python programs are run', async () => {
      expect(await runner.python()).toEqual({ major: 3, minor: expect.any(Number) });
    });

    endings(start);
    stops(start);
    cancels(start, async (...given) => await runner.cancel(...given));
    turns(start);
    describe.skipIf(skips.executes !== undefined)(`executes Python ${reason(skips.executes)}`, () => {
      executions(start);
    });
    describe.skipIf(skips.limits !== undefined)(`has limits ${reason(skips.limits)}`, () => {
      limits(start);
    });
  });
}

type Start = (job: Partial<RunJob>, signal?: AbortSignal) => AsyncIterable<RunEvent>;

function endings(start: Start): void {
  test('a program is started, then done, and nothing comes after that', async () => {
    const events = await Array.fromAsync(start({}));

    expect(events.map(({ kind }) => kind)).toEqual(['started', 'done']);
  });

  test('what a program printed and how it exited come with its outcome', async () => {
    expect(await outcomeOf(start({}))).toMatchObject({
      kind: 'finished',
      exitCode: 0,
      signal: null,
      stdout: 'hello\n',
    });
    expect(await outcomeOf(start({ code: contractPrograms.three }))).toMatchObject({
      kind: 'finished',
      exitCode: 3,
      stdout: 'leaving\n',
      truncated: false,
    });
  });

  test('a job may ask for less time than there is', async () => {
    const outcome = await outcomeOf(start({ code: contractPrograms.waits, limits: { wallMs: 200 } }));

    expect(outcome).toMatchObject({ kind: 'timed-out', limitMs: 200, exitCode: null });
  });
}

function stops(start: Start): void {
  test('a program that is stopped is cancelled', async () => {
    const stop = new AbortController();
    const events: RunEvent[] = [];
    for await (const event of start({ code: contractPrograms.waits }, stop.signal)) {
      events.push(event);
      if (event.kind === 'started') stop.abort();
    }

    expect(events).toEqual([{ kind: 'started' }, { kind: 'done', outcome: { kind: 'cancelled' } }]);
  });

  test('a program that was stopped before it was asked for is never started', async () => {
    expect(await Array.fromAsync(start({}, AbortSignal.abort()))).toEqual([
      { kind: 'done', outcome: { kind: 'cancelled' } },
    ]);
  });

  test('a program whose reader leaves makes room for the next', async () => {
    const learner = someone();
    for await (const event of start({ code: contractPrograms.waits, learner })) if (event.kind === 'started') break;

    expect(await outcomeOf(start({ learner }))).toMatchObject({ kind: 'finished' });
  });
}

function cancels(start: Start, cancel: CodeRunner['cancel']): void {
  test('a learner cancels a run of theirs by its id, while it runs and while it waits', async () => {
    const learner = someone();
    const first = await begin(start({ code: contractPrograms.waits, learner, id: runId('first') }));
    let answer: string | undefined;
    const second: RunEvent[] = [];
    for await (const event of start({ code: contractPrograms.waits, learner, id: runId('second') })) {
      second.push(event);
      if (event.kind === 'queued') answer = await cancel(learner, runId('second'));
    }

    expect(answer).toBe('stopping');
    expect(second.at(-1)).toEqual({ kind: 'done', outcome: { kind: 'cancelled' } });
    expect(await cancel(learner, runId('first'))).toBe('stopping');
    expect(await first.outcome).toEqual({ kind: 'cancelled' });
  });

  test('nobody cancels a run of another learner, nor one that is over or never was', async () => {
    const learner = someone();
    const running = await begin(start({ code: contractPrograms.waits, learner, id: runId('mine') }));

    expect(await cancel(someone(), runId('mine'))).toBe('not-there');
    expect(await cancel(learner, runId('another'))).toBe('not-there');
    expect(await cancel(learner, runId('mine'))).toBe('stopping');
    await running.outcome;
    expect(await cancel(learner, runId('mine'))).toBe('not-there');
  });
}

function turns(start: Start): void {
  test('programs of one learner run one after another, and who waits is told its place', async () => {
    const learner = someone();
    const stop = new AbortController();
    const first = await begin(start({ code: contractPrograms.waits, learner }, stop.signal));
    const second: RunEvent[] = [];
    for await (const event of start({ learner })) {
      second.push(event);
      if (event.kind === 'queued') stop.abort();
    }

    expect(await first.outcome).toEqual({ kind: 'cancelled' });
    expect(second.map(({ kind }) => kind)).toEqual(['queued', 'started', 'done']);
    expect(second[0]).toMatchObject({ place: 1, etaMs: expect.any(Number) });
    expect(second[2]).toMatchObject({ outcome: { kind: 'finished' } });
  });

  test('a program leaves the queue as soon as it is stopped', async () => {
    const learner = someone();
    const [stopFirst, stopSecond] = [new AbortController(), new AbortController()];
    const first = await begin(start({ code: contractPrograms.waits, learner }, stopFirst.signal));
    const second: RunEvent[] = [];
    for await (const event of start({ learner }, stopSecond.signal)) {
      second.push(event);
      if (event.kind === 'queued') stopSecond.abort();
    }
    stopFirst.abort();

    expect(second.at(-1)).toEqual({ kind: 'done', outcome: { kind: 'cancelled' } });
    expect(second.map(({ kind }) => kind)).not.toContain('started');
    expect(await first.outcome).toEqual({ kind: 'cancelled' });
  });

  test('a learner does not wait for another', async () => {
    const stop = new AbortController();
    const waiting = await begin(start({ code: contractPrograms.waits }, stop.signal));

    expect(await outcomeOf(start({}))).toMatchObject({ kind: 'finished' });

    stop.abort();
    await waiting.outcome;
  });
}

function executions(start: Start): void {
  test('a program reads what it is given, and then the end of its input', async () => {
    const outcome = await outcomeOf(start({ code: 'import sys\nprint(sys.stdin.read() + ".")\n', stdin: 'grüße\n' }));

    expect(outcome).toMatchObject({ kind: 'finished', stdout: 'grüße\n.\n' });
  });

  test('an error that nobody caught is exit code 1 and its traceback', async () => {
    const outcome = await outcomeOf(start({ code: 'def fail():\n    raise ValueError("no")\nfail()\n' }));

    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 1 });
    expect('stderr' in outcome && withoutMarks(outcome.stderr)).toEqual([
      'Traceback (most recent call last):',
      '  File "main.py", line 3, in <module>',
      '    fail()',
      '  File "main.py", line 2, in fail',
      '    raise ValueError("no")',
      'ValueError: no',
      '',
    ]);
  });

  test('the facts of a run are numbers that can be', async () => {
    const code = 'import time\nspent = bytearray(20_000_000)\ntime.sleep(0.1)\nsum(range(1_000_000))\n';
    const outcome = await outcomeOf(start({ code }));
    if (outcome.kind !== 'finished') throw new Error(`expected it to finish, got ${JSON.stringify(outcome)}`);

    expect(outcome.clockMs).toBeGreaterThan(90);
    expect(outcome.wallMs).toBeGreaterThanOrEqual(outcome.clockMs);
    expect(outcome.cpuMs).toBeGreaterThan(1);
    expect(outcome.peakBytes).toBeGreaterThan(20_000_000);
  });
}

function limits(start: Start): void {
  test('a job cannot ask for more time than there is', async () => {
    const outcome = await outcomeOf(start({ code: contractPrograms.waits, limits: { wallMs: 3_600_000 } }));

    expect(outcome).toMatchObject({ kind: 'timed-out', limitMs: contractWallMs });
  });
}

let learners = 0;

/** A learner who has asked for nothing yet. */
function someone() {
  learners += 1;
  return learnerId(`contract:${learners}`);
}

async function outcomeOf(
  events: AsyncIterable<RunEvent>,
  onEvent: (event: RunEvent) => void = () => {},
): Promise<Outcome> {
  for await (const event of events) {
    onEvent(event);
    if (event.kind === 'done') return event.outcome;
  }
  throw new Error('expected an outcome, the events ended without one');
}

/** Answers once the program has started; its outcome comes later. */
async function begin(events: AsyncIterable<RunEvent>): Promise<{ readonly outcome: Promise<Outcome> }> {
  const started = Promise.withResolvers<void>();
  const outcome = outcomeOf(events, (event) => {
    if (event.kind === 'started') started.resolve();
  });
  await started.promise;
  return { outcome };
}

/** Lines of a traceback, but for those with which each version of Python marks places in its own way. */
function withoutMarks(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => !/^\s+[~^]+$/u.test(line));
}

function reason(why: string | undefined): string {
  return why === undefined ? '' : `(not this one: ${why})`;
}
