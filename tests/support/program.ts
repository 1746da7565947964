import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const project = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Given {
  readonly stdin?: string | Uint8Array;
  readonly settings?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** Runs `bin/studyloop` as people do, to its end. */
export async function studyloop(args: readonly string[], given: Given = {}): Promise<Ended> {
  const child = startStudyloop(args, given);
  child.stdin.on('error', () => undefined);
  child.stdin.end(given.stdin ?? '');
  return await ended(child);
}

/** Starts `bin/studyloop` and leaves its input open. */
export function startStudyloop(
  args: readonly string[],
  { settings = {}, folder = project }: Given = {},
): ChildProcessWithoutNullStreams {
  return spawn(join(project, 'bin/studyloop'), args, { cwd: folder, env: { ...process.env, ...settings } });
}

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const exit = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const [stdout, stderr, { code, signal }] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, signal, stdout, stderr };
}

/** A folder of a test's own, gone when it ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'studyloop-test-'));
  return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }) };
}
