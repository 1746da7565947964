import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A second process that uses a store: it says `ready` when its code is loaded, then does its job line by line. */
export interface StoreProcess extends AsyncDisposable {
  readonly tell: (line: string) => void;
  /** The next line it says; null when it ended without one. */
  readonly hear: () => Promise<string | null>;
  /** Everything it says from here to its end. */
  readonly hearAll: () => Promise<readonly string[]>;
  /** Ends it as a power button would; settles when it is gone. */
  readonly kill: () => Promise<void>;
}

/**
 * Starts one of the jobs in `store-jobs.ts`; `inside` is a program, with its first arguments, that ends by running
 * its last ones.
 */
export async function startStoreProcess(job: string, inside: readonly string[] = []): Promise<StoreProcess> {
  const script = fileURLToPath(new URL('store-jobs.ts', import.meta.url));
  const [program, ...rest] = [...inside, process.execPath, script, job];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async () => {
    const { value, done } = await lines.next();
    return done === true ? null : value;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  child.stdin.on('error', () => {}); // what is told to a process that was killed is told to nobody
  const first = await hear();
  if (first !== 'ready') throw new Error(`${job}: expected "ready" from the new process, but it said ${first}`);
  return {
    tell: (line) => child.stdin.write(`${line}\n`),
    hear,
    hearAll: () => hearToTheEnd(hear),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

async function hearToTheEnd(hear: () => Promise<string | null>): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let line = await hear(); line !== null; line = await hear()) lines.push(line);
  return lines;
}
