import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';
import { readTimeline } from '#core/timeline/read-timeline.ts';
import { outcomeJson } from './outcome-json.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';
import { complain, say } from './terminal.ts';
import { writeTimeline } from './write-timeline.ts';

/** What every way to run a program works with. */
export interface Shell {
  readonly runner: CodeRunner;
  readonly terminal: Terminal;
}

export interface RunOptions {
  readonly clock: RunJob['clock'];
  readonly stdin?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** A file to draw the run into. */
  readonly picture?: string | undefined;
  readonly format: 'text' | 'json';
}

/** `run [FILE]`: exit code 0 when the program ended well (with JSON: when there is an outcome to print). */
export async function runFile(
  file: string | undefined,
  options: RunOptions,
  { runner, terminal }: Shell,
): Promise<number> {
  const code = await readInput(file, terminal);
  const stdin = options.stdin === undefined ? '' : await readInput(options.stdin, terminal);
  const limits = options.timeoutMs === undefined ? {} : { limits: { wallMs: options.timeoutMs } };
  const job: RunJob = { code, stdin, learner: learnerId('command-line'), clock: options.clock, ...limits };
  const outcome = await outcomeOf(job, runner, terminal.stopping);
  if (options.picture !== undefined) await drawInto(options.picture, outcome, terminal);
  if (options.format === 'json') {
    say(terminal, JSON.stringify(outcomeJson(file ?? '-', outcome, 'short')));
    return outcome.kind === 'unavailable' ? 1 : 0;
  }
  show(outcome, terminal);
  return outcome.kind === 'finished' && outcome.exitCode === 0 ? 0 : 1;
}

async function outcomeOf(job: RunJob, runner: CodeRunner, signal: AbortSignal): Promise<Outcome> {
  for await (const event of runner.run(job, signal)) if (event.kind === 'done') return event.outcome;
  throw new Error('a run ended without an outcome: the runner promises exactly one');
}

async function drawInto(file: string, outcome: Outcome, terminal: Terminal): Promise<void> {
  const timeline = readTimeline(outcome);
  if (!(await writeTimeline(file, timeline, terminal)))
    complain(terminal, `Nothing was drawn: the run left no timeline.`);
}

/** The program's own output on our own streams, and how it ended when that cannot be seen there. */
function show(outcome: Outcome, terminal: Terminal): void {
  if ('stdout' in outcome) {
    terminal.stdout.write(outcome.stdout);
    terminal.stderr.write(outcome.stderr);
  }
  const ending = describeEnding(outcome);
  if (ending !== null) complain(terminal, ending);
}

function describeEnding(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'finished':
      return null;
    case 'timed-out':
      return `Stopped after ${outcome.limitMs / 1000} s, the longest a program may take.`;
    case 'out-of-memory':
      return `Stopped: it asked for more than ${outcome.limitBytes / 1_000_000} MB of memory.`;
    case 'too-much-output':
      return `Stopped: it printed more than ${outcome.limitBytes / 1000} kB.`;
    case 'deadlocked':
      return 'Stopped: everything in it waits, and nothing is left that could wake it.';
    case 'crashed':
      return `It crashed (${outcome.signal ?? 'no signal told'}).`;
    case 'cancelled':
      return 'Stopped on request.';
    case 'busy':
      return `Too many programs are waiting; try again in ${Math.ceil(outcome.retryAfterMs / 1000)} s.`;
    case 'unavailable':
      return `Programs cannot be run here: ${outcome.reason} ${outcome.cure}`;
  }
}
