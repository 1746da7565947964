import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { getuid } from 'node:process';
import type { Readable } from 'node:stream';

/** Nobody in particular: neither root nor anyone who has an account. */
const uid = 54_321;

/** Why a process of tests cannot be run as an ordinary user here; null when it can. */
export function whyNotOrdinaryUser(file: string): string | null {
  if (getuid?.() !== 0) return 'the tests are run by an ordinary user already, so attacks.test.ts says it all';
  const readable = [file, process.execPath].every(
    (path) => spawnSync('/usr/bin/test', ['-r', path], { uid, gid: uid, cwd: '/' }).status === 0,
  );
  return readable ? null : 'only root may read this folder';
}

/** Starts a TypeScript file as an ordinary user; what it says on stderr is shown. */
export function startAsOrdinaryUser(file: string): ChildProcessByStdio<null, Readable, null> {
  const environment = { PATH: '/usr/local/bin:/usr/bin:/bin' };
  return spawn(process.execPath, [file], {
    uid,
    gid: uid,
    cwd: '/',
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
