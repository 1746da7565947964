import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { getuid, execPath } from 'node:process';
import type { Readable } from 'node:stream';
import { project } from '../../support/program.ts';

/** Nobody in particular: neither root nor anyone who has an account. */
const uid = 54_321;

/** Why a process of tests cannot be run as an ordinary user here; null when it can. */
export function whyNotOrdinaryUser(): string | null {
  return getuid?.() === 0 ? null : 'the tests are run by an ordinary user already, so attacks.test.ts says it all';
}

/** Whether such a user may start that program. */
export function mayOrdinaryUserRun(path: string): boolean {
  return spawnSync('/usr/bin/test', ['-x', path], { uid, gid: uid, cwd: '/' }).status === 0;
}

/** Starts a TypeScript file of the project as an ordinary user; what it says on stderr is shown. */
export function startAsOrdinaryUser(file: string, argument: string): ChildProcessByStdio<null, Readable, null> {
  const readable = readableProject(file);
  const child = spawn(readable.node, [join(readable.folder, relative(project, file)), argument], {
    uid,
    gid: uid,
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.once('close', readable.remove);
  return child;
}

interface ReadableProject {
  readonly folder: string;
  readonly node: string;
  /** Of what was copied, nothing is left. */
  readonly remove: () => void;
}

/** The project where everybody may read it, otherwise a copy of what runs that everybody may. */
export function readableProject(file: string): ReadableProject {
  const isReadable = [file, execPath].every(
    (path) => spawnSync('/usr/bin/test', ['-r', path], { uid, gid: uid, cwd: '/' }).status === 0,
  );
  if (isReadable) return { folder: project, node: execPath, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'studyloop-readable-'));
  chmodSync(folder, 0o755);
  for (const part of ['src', 'tests', 'package.json', 'node_modules/bottleneck']) {
    mkdirSync(join(folder, part, '..'), { recursive: true });
    cpSync(join(project, part), join(folder, part), { recursive: true });
  }
  const node = join(folder, 'node');
  try {
    linkSync(execPath, node);
  } catch {
    copyFileSync(execPath, node);
  }
  return { folder, node, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
