import { readFile } from 'node:fs/promises';
import { getuid } from 'node:process';
import type { Problem } from './explain-failed-start.ts';
import { findPrograms } from './find-program.ts';
import { findPython, type PythonSearch } from './find-python.ts';
import { loadPrologue, ofOneRun } from './prologue.ts';
import { findRootFolders, type Sandbox } from './sandbox.ts';
import { findSpareUsers, type Users } from './users.ts';

/** A sandbox that may be tried, or what this machine lacks for one. */
export type OpenedSandbox =
  | { readonly kind: 'open'; readonly sandbox: Sandbox }
  | ({ readonly kind: 'closed' } & Problem);

/** Finds all that a sandbox is made of; starts none. */
export async function openSandbox(search: PythonSearch): Promise<OpenedSandbox> {
  if (process.platform !== 'linux') return closed(noLinux);
  const [[bubblewrap], found, rootFolders, users] = await Promise.all([
    findPrograms('bwrap', search.searchPath),
    findPython(search),
    findRootFolders(),
    findUsers(),
  ]);
  if (bubblewrap === undefined) return closed(noBubblewrap);
  if (found.kind === 'missing') return closed(found);
  if (users === null) return closed(noUsers);
  const prologue = await loadPrologue(found.python.path, ofOneRun);
  return { kind: 'open', sandbox: { bubblewrap, python: found.python, prologue, rootFolders, users } };
}

async function findUsers(): Promise<Users | null> {
  return getuid?.() === 0 ? findSpareUsers(await readFile('/proc/self/uid_map', 'utf8')) : { kind: 'own' };
}

function closed({ reason, cure }: Problem): OpenedSandbox {
  return { kind: 'closed', reason, cure };
}

const noLinux: Problem = {
  reason: `Programs are isolated by Linux, and this is ${process.platform}.`,
  cure: 'Run the bot on Linux, or in a Linux virtual machine.',
};

const noBubblewrap: Problem = {
  reason: 'bubblewrap, which isolates programs, is not installed.',
  cure: 'apt-get install bubblewrap',
};

const noUsers: Problem = {
  reason: 'The bot runs as root, and no other user ids are there to run programs as.',
  cure: 'Start the bot as an ordinary user.',
};
