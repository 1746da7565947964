import type { Socket } from 'node:net';
import { MOST_REPORT_BYTES } from './clock-report.ts';
import { collectOutput } from './collect-output.ts';
import type { Program, RunEnding, StopReason } from './run-program.ts';
import { framed } from './zygote-process.ts';
import type { Tenant } from './zygote.ts';

/** After so long a program is no longer expected to end by itself at once, and its memory is worth a look. */
const WATCH_AFTER_MS = 50;
/** How long the streams may outlive the program. */
const CLOSE_GRACE_MS = 500;

/** Runs the program in a sandbox that waits for it, and answers when its end and all its output are known. */
export async function runInTenant(tenant: Tenant, program: Program, signal: AbortSignal): Promise<RunEnding> {
  const { limits } = program;
  const beganAt = performance.now();
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
  const job = JSON.stringify({ clock: program.clock, trace: true });
  tenant.input.end(Buffer.concat([framed(job), framed(program.code), Buffer.from(program.stdin)]));
  const report = await tenant.ended;
  const wallMs = performance.now() - beganAt;
  timers.forEach(clearTimeout);
  signal.removeEventListener('abort', onAbort);
  await inTime(closed, tenant);
  const told =
    report === null ? null : { ...report, cpuMs: Math.max(0, report.cpuMs - tenant.preparedCpuMs), clockMs: wallMs };
  const said = lastWords.isCut() ? '' : lastWords.text();
  const clock = program.clock === 'real' ? 'real' : 'virtual';
  return { startedAfterMs: 0, report: told, failure: null, stopped, stdout, stderr, clock, lastWords: said, wallMs };
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
  const silence = { stdout: nothing, stderr: nothing, clock: 'real', lastWords: '', wallMs: 0 } as const;
  return { startedAfterMs: null, report: null, failure: reason, stopped, ...silence };
}
