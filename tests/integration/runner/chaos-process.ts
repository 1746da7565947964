import { readdirSync, readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Outcome } from '#core/outcome.ts';
import { openTestRunner, runOnce } from '../../support/test-runner.ts';

/**
 * Six clients ask for programs without end, until a line is read: then each awaits its last answer, the runner is
 * disposed, and what came out is written as JSON. It is there to have its processes killed.
 */
const socketsBefore = countSockets();
const runner = await openTestRunner({ wallMs: 2000 }, { concurrency: 3 });
const counts: Record<string, number> = {};
const wrong: unknown[] = [];
const stop = new AbortController();

interface Kind {
  readonly code: (number: number) => string;
  readonly stdout: (number: number) => string;
}

const kinds: readonly Kind[] = [
  { code: (number) => `print(${number})`, stdout: (number) => `${number}\n` },
  {
    code: (number) =>
      `import asyncio\nasync def main():\n    print(await asyncio.gather(asyncio.sleep(1, ${number})))\nasyncio.run(main())`,
    stdout: (number) => `[${number}]\n`,
  },
  {
    code: (number) =>
      `import subprocess\nprint(subprocess.run(["echo", "${number}"], capture_output=True, text=True).stdout)`,
    stdout: (number) => `${number}\n\n`,
  },
  {
    code: (number) => `import time\nprint(${number}, flush=True)\ntime.sleep(0.2)`,
    stdout: (number) => `${number}\n`,
  },
  { code: () => 'while True:\n    print("x" * 1000)', stdout: () => '' },
];

console.log('ready');
const lines = createInterface({ input: process.stdin });
lines.once('line', () => stop.abort());
await Promise.all([0, 1, 2, 3, 4, 5].map(ask));
await runner[Symbol.asyncDispose]();
lines.close();
// Those of the streams that were closed go with the next turn of the loop.
await new Promise((resolve) => setImmediate(resolve));
console.log(JSON.stringify({ counts, wrong, sockets: countSockets() - socketsBefore }));

async function ask(client: number): Promise<void> {
  for (let number = client; !stop.signal.aborted; number += 6) {
    const kind = kinds[number % kinds.length];
    if (kind === undefined) throw new Error('expected a kind of program');
    const outcome = await runOnce(runner, { code: kind.code(number), clock: 'real' });
    counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
    if (!isTrue(outcome, kind.stdout(number))) wrong.push({ number, outcome });
  }
}

/** A program that ended by itself has said all it had to say, and one that did not is not said to have done so. */
function isTrue(outcome: Outcome, stdout: string): boolean {
  switch (outcome.kind) {
    case 'finished':
      return outcome.stdout === stdout && outcome.exitCode === 0;
    case 'crashed':
      return outcome.signal === 'SIGKILL';
    case 'too-much-output':
      return stdout === '';
    case 'timed-out':
    case 'unavailable':
      return true;
    case 'out-of-memory':
    case 'deadlocked':
    case 'busy':
    case 'cancelled':
      return false;
  }
}

function countSockets(): number {
  return readdirSync('/proc/self/fd').filter((number) => linkOf(number).startsWith('socket:')).length;
}

function linkOf(number: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${number}`);
  } catch {
    // That of the listing itself.
    return '';
  }
}
