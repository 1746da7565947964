import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A Redis of a test's own, on a free port of this machine, with a password and no files. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** A connection to look into it. */
  readonly probe: Redis;
  /** Ends it, as a machine does that goes down: nothing is kept. */
  stop(): Promise<void>;
  /** Begins again, empty, at the same place. */
  start(): Promise<void>;
  /** Lets it answer nothing, with its connections open. */
  freeze(): void;
  thaw(): void;
  /** CPU time that it has used, milliseconds. */
  cpuMs(): Promise<number>;
}

const password = 'a password of this test';

/** Starts one, and answers when it does. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'studyloop-redis-'));
  const port = await freePort();
  let child = await serve(port, folder);
  const probe = new Redis({ port, host: '127.0.0.1', password, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  probe.on('error', () => undefined);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    port,
    probe,
    stop,
    async start() {
      child = await serve(port, folder);
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async cpuMs() {
      const info = await probe.info('cpu');
      return ['used_cpu_user', 'used_cpu_sys']
        .map((name) => Number(new RegExp(`^${name}:([\\d.]+)`, 'mu').exec(info)?.[1]) * 1000)
        .reduce((sum, ms) => sum + ms, 0);
    },
    async [Symbol.asyncDispose]() {
      probe.disconnect();
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serve(port: number, folder: string): Promise<ChildProcess> {
  const settings = { bind: '127.0.0.1', port, dir: folder, save: '', appendonly: 'no', requirepass: password };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Ready to accept connections')) break;
  }
  if (!said.includes('Ready to accept connections'))
    throw new Error(`expected redis-server to start, it said: ${said}`);
  return child;
}
