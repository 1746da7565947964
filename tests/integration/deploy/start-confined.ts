import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { project } from '../../support/program.ts';
import { readableProject } from '../runner/ordinary-user.ts';

/** What became of one way to run programs in there. */
const found = z.array(
  z.strictObject({
    tier: z.enum(['pool', 'single']).nullable(),
    said: z.string().nullable(),
    fallen: z.array(z.string()),
    escaped: z.array(z.string()),
  }),
);

/** How the place differs from the worker's container. */
export interface Confinement {
  /** Calls that the profile allows and that are refused all the same, as engines' own profiles do. */
  readonly without?: readonly string[];
  /** `masked`: as engines leave /proc unless they are told not to. */
  readonly proc?: 'whole' | 'masked';
  /** Programs that try to get out, besides one that says hello. */
  readonly escapes?: 'none' | 'some' | 'all';
}

/** Runs programs, each way, under the worker's seccomp profile, as an ordinary user without any capability. */
export async function startConfined({ without = [], proc = 'whole', escapes = 'none' }: Confinement) {
  const file = join(import.meta.dirname, 'confined-process.ts');
  const readable = readableProject(file);
  const isRoot = getuid?.() === 0;
  const wanted = {
    profile: join(project, 'deploy/seccomp/studyloop-worker.json'),
    without,
    user: isRoot ? 54_321 : null,
    proc,
    command: [
      readable.node,
      join(readable.folder, file.slice(project.length)),
      ...(escapes === 'none' ? [] : [escapes]),
    ],
  };
  const launcher = join(project, 'tests/support/container/confined.py');
  const child = spawn('/usr/bin/python3', [launcher, JSON.stringify(wanted)], {
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  readable.remove();
  if (said === '') throw new Error(`expected what was found, got: ${complained}`);
  return found.parse(JSON.parse(said));
}
