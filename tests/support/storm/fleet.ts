import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { project } from '../program.ts';

export type Role = 'web' | 'gateway' | 'scheduler' | 'worker' | 'all';

/** One process of the bot, which is started again whenever it ends, as systemd or Kubernetes would. */
export interface Post {
  readonly role: Role;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Death {
  readonly role: Role;
  readonly code: number | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Processes of the bot on this machine. */
export interface Fleet {
  /** kill -9 of one of them; its role. */
  killOne(chance: () => number): Role | null;
  /** Of those that live. */
  pids(): readonly number[];
  /** How often processes were started. */
  readonly starts: number;
  /** Processes that ended by themselves, oldest first. */
  readonly deaths: readonly Death[];
  /** SIGTERM to all; settles when all have ended, with their codes; of those that had not yet begun to speak, without. */
  stop(): Promise<readonly (number | null)[]>;
}

/** Before one that ended is started again. */
const restartMs = 300;

/** Starts a process for each post; what they say goes into a file of each in `folder`. */
export function startFleet(posts: readonly Post[], folder: string): Fleet {
  const living = new Map<Post, ChildProcess>();
  const killed = new WeakSet<ChildProcess>();
  const spoke = new WeakSet<ChildProcess>();
  const deaths: Death[] = [];
  let starts = 0;
  let isOver = false;

  function start(post: Post): void {
    starts += 1;
    const child = spawn(process.execPath, ['src/main.ts', 'start', '--role', post.role], {
      cwd: project,
      env: { ...process.env, ...post.settings },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.pipe(createWriteStream(join(folder, `${post.role}-${child.pid ?? 0}.log`)));
    child.stderr.once('data', () => void spoke.add(child));
    living.set(post, child);
    child.once('exit', (code) => {
      living.delete(post);
      if (isOver) return;
      if (!killed.has(child)) deaths.push({ role: post.role, code, at: Date.now() });
      setTimeout(() => {
        if (!isOver) start(post);
      }, restartMs);
    });
  }

  for (const post of posts) start(post);
  return {
    killOne(chance) {
      const all = [...living];
      const [post, child] = all[Math.floor(chance() * all.length)] ?? [];
      if (post === undefined || child === undefined) return null;
      killed.add(child);
      child.kill('SIGKILL');
      return post.role;
    },
    pids: () => [...living.values()].flatMap(({ pid }) => pid ?? []),
    get starts() {
      return starts;
    },
    deaths,
    async stop() {
      isOver = true;
      const ends = [...living.values()].map(async (child) => {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        const [code] = await ended;
        // Who is still loading our code ends by the signal itself.
        if (code === null && !spoke.has(child)) return [];
        return [typeof code === 'number' ? code : null];
      });
      return (await Promise.all(ends)).flat();
    },
  };
}
