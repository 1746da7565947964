import { getuid } from 'node:process';
import type { Problem } from './explain-failed-start.ts';
import { findPrograms } from './find-program.ts';
import { findPython, type PythonSearch } from './find-python.ts';
import { loadPrologue } from './prologue.ts';
import { findRootFolders, type Sandbox } from './sandbox.ts';

/** A sandbox that may be tried, or what this machine lacks for one. */
export type OpenedSandbox =
  | { readonly kind: 'open'; readonly sandbox: Sandbox }
  | ({ readonly kind: 'closed' } & Problem);

/** Finds all that a sandbox is made of; starts none. */
export async function openSandbox(search: PythonSearch): Promise<OpenedSandbox> {
  const startedBy = getuid?.() === 0 ? 'root' : 'user';
  const [[bubblewrap], found, rootFolders] = await Promise.all([
    findPrograms('bwrap', search.searchPath),
    findPython(search),
    findRootFolders(),
  ]);
  if (process.platform !== 'linux') return noLinux(process.platform);
  if (bubblewrap === undefined) return noBubblewrap;
  if (found.kind === 'missing') return { ...found, kind: 'closed' };
  const prologue = await loadPrologue(found.python.path);
  return { kind: 'open', sandbox: { bubblewrap, python: found.python, prologue, rootFolders, startedBy } };
}

const noBubblewrap: OpenedSandbox = {
  kind: 'closed',
  reason: 'bubblewrap, which isolates programs, is not installed.',
  cure: 'apt-get install bubblewrap',
};

function noLinux(platform: string): OpenedSandbox {
  const reason = `Programs are isolated by Linux, and this is ${platform}.`;
  return { kind: 'closed', reason, cure: 'Run the bot on Linux, or in a Linux virtual machine.' };
}
