import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What can be seen of a program from outside, the addresses of its objects left out. */
export interface Seen {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** No program of the tests takes so long, but one with a mistake in it. */
const LONGEST_MS = 30_000;

/** Runs `python3 main.py`, on the machine itself and its clock. */
export async function runPlainly(python: string, code: string, stdin: string): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'plain-'));
  const file = join(folder, 'main.py');
  await writeFile(file, code);
  // Unbuffered and strict about text, as ours is; otherwise as a learner would type it.
  const env = { LC_CTYPE: 'C.UTF-8', PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8:strict' };
  const child = spawn(python, ['main.py'], { cwd: folder, env, timeout: LONGEST_MS, killSignal: 'SIGKILL' });
  // A program that reads nothing may be gone before it was given anything.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  await rm(folder, { recursive: true });
  const named = (said: string) => said.replaceAll(file, 'main.py');
  return seen({ stdout: named(stdout), stderr: named(stderr), exitCode: child.exitCode, signal: child.signalCode });
}

/** Only what `Seen` has, of a run. */
export function seen({ stdout, stderr, exitCode, signal }: Seen): Seen {
  const plain = (said: string) => said.replaceAll(/0x[0-9a-f]+/gu, '0x');
  return { stdout: plain(stdout), stderr: plain(stderr), exitCode, signal };
}
