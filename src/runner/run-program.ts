import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ClockReport } from './clock-report.ts';
import { collectOutput, type Output } from './collect-output.ts';
import type { Limits } from './limits.ts';
import { sandboxArguments, sandboxRules, type Sandbox } from './sandbox.ts';
import { parseSupervisorMessage, type EndReport, type SupervisorMessage } from './supervisor-message.ts';

/** One program with its own limits. */
export interface Program {
  readonly code: string;
  readonly stdin: string;
  /** Only a sandbox of the pool has another clock than the real one. */
  readonly clock: 'auto' | 'virtual' | 'real';
  readonly limits: Limits;
}

/** Why we ended a program, if we did. */
export type StopReason = 'asked' | 'wall' | 'output' | 'start';

/** What is known of a run once nothing of its sandbox is left. */
export interface RunEnding {
  /** Null when the program's first line was never reached. */
  readonly startedAfterMs: number | null;
  /** Null when the sandbox was gone before it could tell. */
  readonly report: EndReport | null;
  /** What process 1 said about why it could not start the program. */
  readonly failure: string | null;
  readonly stopped: StopReason | null;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The clock that the program was given. */
  readonly clock: 'virtual' | 'real';
  /** What its process said at its very end; null when it could not, or did not. */
  readonly told: ClockReport | null;
  readonly wallMs: number;
}

const START_DEADLINE_MS = 10_000;
/** How long process 1 may take to end its own sandbox before the whole of it is killed from outside. */
const POLITE_STOP_MS = 1000;
/** How long descriptors may outlive the last process of the sandbox. */
const CLOSE_GRACE_MS = 500;

/** Starts a sandbox, runs the program in it, and answers when all of it is gone. Rejects only if it cannot be spawned. */
export async function runProgram(sandbox: Sandbox, program: Program, signal: AbortSignal): Promise<RunEnding> {
  const beganAt = performance.now();
  const { limits } = program;
  const child = spawn(sandbox.bubblewrap, sandboxArguments(sandbox), {
    // stdin, stdout, stderr; then what process 1 hears and says, and the program's text.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    env: {},
    cwd: '/',
    // Its own process group: Ctrl-C in a terminal is the bot's to answer.
    detached: true,
  });
  const [stdin, stdout, stderr, control, code] = pipesOf(child);
  const stopper = createStopper(child, control);
  const collected = {
    stdout: collectOutput(stdout, limits.outputBytes, () => stopper.stop('output')),
    stderr: collectOutput(stderr, limits.outputBytes, () => stopper.stop('output')),
  };
  const heard = listen(control, (message) => {
    if (message.kind === 'started') stopper.startWallClock(limits.wallMs);
  });
  control.write(Buffer.concat([framed(sandbox.prologue.modules), framed(sandboxRules(sandbox, limits))]));
  code.end(program.code);
  stdin.end(program.stdin);
  stopper.obey(signal);
  await ended(child).finally(() => stopper.dispose());
  const wallMs = performance.now() - beganAt;
  return { ...collected, ...heard(beganAt), stopped: stopper.reason(), clock: 'real', told: null, wallMs };
}

function pipesOf(child: ChildProcess): readonly [Socket, Socket, Socket, Socket, Socket] {
  const [stdin, stdout, stderr, control, code] = child.stdio;
  return [socket(stdin), socket(stdout), socket(stderr), socket(control), socket(code)];
}

function socket(stream: unknown): Socket {
  if (!(stream instanceof Socket)) throw new Error('the sandbox was spawned without its pipes: out of descriptors?');
  // The other end may go at any time; how the program ended is told by its exit, not by this.
  stream.on('error', () => {});
  return stream;
}

/** A message that the bootstrap can read: ten digits of length, then the bytes. */
function framed(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(String(bytes.length).padStart(10, '0')), bytes]);
}

type Heard = Pick<RunEnding, 'startedAfterMs' | 'report' | 'failure'>;

function listen(control: Socket, onMessage: (message: SupervisorMessage) => void): (beganAt: number) => Heard {
  let startedAt: number | null = null;
  let report: EndReport | null = null;
  let failure: string | null = null;
  const lines = createInterface({ input: control });
  // It repeats the errors of its input, which may be gone while we still have something to say to it.
  lines.on('error', () => {});
  lines.on('line', (line) => {
    const message = parseSupervisorMessage(line);
    if (message === null) return;
    if (message.kind === 'started') startedAt = performance.now();
    if (message.kind === 'ended') report = message;
    if (message.kind === 'failed') failure = message.reason;
    onMessage(message);
  });
  return (beganAt) => ({ startedAfterMs: startedAt === null ? null : startedAt - beganAt, report, failure });
}

function createStopper(child: ChildProcess, control: Socket) {
  const disposal = new AbortController();
  let reason: StopReason | null = null;
  let isRunning = false;
  const kill = () => child.kill('SIGKILL');
  const timers: NodeJS.Timeout[] = [setTimeout(() => stop('start'), START_DEADLINE_MS)];
  const stop = (why: StopReason) => {
    if (reason !== null) return;
    reason = why;
    // Process 1 says afterwards what the program had used; nobody asks when it never started, or is not wanted any more.
    if (isRunning && why !== 'asked') control.write('stop');
    else control.destroy();
    // Not at once: killed before it has let its own child go, bubblewrap leaves that one behind, waiting for ever.
    timers.push(setTimeout(kill, POLITE_STOP_MS));
  };
  return {
    stop,
    reason: () => reason,
    startWallClock(wallMs: number) {
      if (reason !== null) return;
      isRunning = true;
      timers.forEach(clearTimeout);
      timers.push(setTimeout(() => stop('wall'), wallMs));
    },
    obey(signal: AbortSignal) {
      if (signal.aborted) stop('asked');
      signal.addEventListener('abort', () => stop('asked'), { signal: disposal.signal });
    },
    dispose() {
      disposal.abort();
      timers.forEach(clearTimeout);
    },
  };
}

/** When the last process is gone and all it wrote has been read. */
async function ended(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.once('exit', () => {
    const late = setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), CLOSE_GRACE_MS);
    child.once('close', () => clearTimeout(late));
  });
  await closed;
}
