import type { Socket } from 'node:net';
import { MOST_REPORT_BYTES, parseClockReport, type ClockReport } from './clock-report.ts';
import { collectOutput } from './collect-output.ts';
import type { Program, RunEnding, StopReason } from './run-program.ts';
import { framed } from './zygote-process.ts';
import type { Tenant, TenantEnd } from './arrivals.ts';

/** After so long a program is no longer expected to end by itself at once, and its memory is worth a look. */
const WATCH_AFTER_MS = 50;
/** How long the streams may outlive the program. */
const CLOSE_GRACE_MS = 500;
/** How long a program may go on that has said that it is over. */
const EXIT_GRACE_MS = 100;
const CLOCK_LETTERS = 10;

/** Runs the program in a sandbox that waits for it, and answers when its end and all its output are known. */
export async function runInTenant(tenant: Tenant, program: Program, signal: AbortSignal): Promise<RunEnding> {
  const { limits } = program;
  const beganAt = performance.now();
  // First of all: while we make ourselves ready to listen, the program is under way.
  tenant.input.end(messageOf(program));
  let stopped: StopReason | null = null;
  const stop = (why: StopReason) => {
    stopped ??= why;
    tenant.kill();
  };
  const stdout = collectOutput(tenant.output, limits.outputBytes, () => stop('output'));
  const stderr = collectOutput(tenant.errors, limits.outputBytes, () => stop('output'));
  const lastWords = collectOutput(tenant.input, MOST_REPORT_BYTES, () => {});
  const timers = [setTimeout(() => stop('wall'), limits.wallMs), setTimeout(() => tenant.watch(), WATCH_AFTER_MS)];
  const onAbort = () => stop('asked');
  signal.addEventListener('abort', onAbort);
  const closed = Promise.all([tenant.output, tenant.errors, tenant.input].map(closing));
  const told = closed.then(() => (lastWords.isCut() ? null : parseClockReport(lastWords.text())));
  const report = await endOf(tenant, told);
  const wallMs = performance.now() - beganAt;
  timers.forEach(clearTimeout);
  signal.removeEventListener('abort', onAbort);
  await inTime(closed, tenant);
  const known =
    report === null ? null : { ...report, cpuMs: Math.max(0, report.cpuMs - tenant.preparedCpuMs), clockMs: wallMs };
  const clock = program.clock === 'real' ? 'real' : 'virtual';
  return { startedAfterMs: 0, report: known, failure: null, stopped, stdout, stderr, clock, told: await told, wallMs };
}

/** What `python/stage.py` receives: the clock, the text's length, the text; then what the program reads. */
function messageOf({ clock, code, stdin }: Program): Buffer {
  return Buffer.concat([Buffer.from(clock.padEnd(CLOCK_LETTERS)), framed(code), Buffer.from(stdin)]);
}

/**
 * How the program ended, from the zygote, which knows, or from its own process, which says it earlier. That one can claim
 * no more than any program can reach by exiting so; and when all its streams have ended, nothing it does is heard any more.
 */
async function endOf(tenant: Tenant, told: Promise<ClockReport | null>): Promise<TenantEnd | null> {
  const early = told.then((report) => {
    const exit = report?.exit ?? null;
    if (exit === null) return tenant.ended;
    const late = setTimeout(tenant.kill, EXIT_GRACE_MS);
    const onGone = () => clearTimeout(late);
    tenant.ended.then(onGone, onGone);
    const { status, ...used } = exit;
    return { kind: 'ended', status: status << 8, ...used, overMemory: false, overCpu: false } as const;
  });
  return Promise.race([tenant.ended, early]);
}

async function closing(stream: Socket): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    stream.once('end', resolve).once('close', resolve);
  });
}

async function inTime(closed: Promise<unknown>, tenant: Tenant): Promise<void> {
  const late = setTimeout(() => tenant.close(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(late);
  tenant.close();
}

/** The ending of a program for which there was no sandbox, or which nobody wanted any more. */
export function neverRan(reason: string, signal: AbortSignal): RunEnding {
  const nothing = { text: () => '', isCut: () => false };
  const stopped = signal.aborted ? 'asked' : null;
  const silence = { stdout: nothing, stderr: nothing, clock: 'real', told: null, wallMs: 0 } as const;
  return { startedAfterMs: null, report: null, failure: reason, stopped, ...silence };
}
