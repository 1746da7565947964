import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openTestRunner, runOnce } from '../../support/test-runner.ts';
import { descendantsOf, isAlive } from './process-tree.ts';

/** 300 runs by four clients, in a process of their own; writes what came out wrong, and what there was before and after. */
await using runner = await openTestRunner({}, { concurrency: 4 });
const [zygote] = descendantsOf(process.pid);
const worker = zygote === undefined ? undefined : descendantsOf(zygote.pid)[0];
const wrong: unknown[] = [];

await work(40);
const before = await settled();
await work(300);
console.log(JSON.stringify({ wrong, before, after: await settledAs(before) }));

async function work(runs: number): Promise<void> {
  const numbers = Array.from({ length: runs }, (_, index) => index).values();
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      for (const number of numbers) await runOne(number);
    }),
  );
}

async function runOne(number: number): Promise<void> {
  const code = `import sys\nprint(${number}, input())\nprint("e${number}", file=sys.stderr)\nsys.exit(${number % 100})\n`;
  const outcome = await runOnce(runner, { code, stdin: `${number}\n` });
  const expected = { stdout: `${number} ${number}\n`, stderr: `e${number}\n`, exitCode: number % 100 };
  const isRight = Object.entries(expected).every(([name, value]) => Reflect.get(outcome, name) === value);
  if (!isRight) wrong.push({ expected, outcome });
}

/** What there is once the pool is full again: it is when nothing changes any more. */
async function settled(): Promise<unknown> {
  for (let last = ''; ; await delay(200)) {
    const now = JSON.stringify(counts());
    if (now === last) return JSON.parse(now);
    last = now;
  }
}

/** The same again, or what it was at last when it has not become that in good time. */
async function settledAs(expected: unknown): Promise<unknown> {
  for (let tries = 20; ; tries -= 1) {
    const now = await settled();
    if (tries === 0 || JSON.stringify(now) === JSON.stringify(expected)) return now;
  }
}

function counts() {
  const processes = descendantsOf(process.pid);
  return {
    processes: processes.length,
    dead: processes.filter((one) => !isAlive(one)).length,
    descriptors: descriptorsOf('self'),
    descriptorsOfWorker: descriptorsOf(`${worker?.pid}`),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8').split('\n').length,
    mountsOfWorker: readFileSync(`/proc/${worker?.pid}/mountinfo`, 'utf8').split('\n').length,
  };
}

/** How many of each kind. */
function descriptorsOf(pid: string) {
  const kinds = readdirSync(`/proc/${pid}/fd`).map((number) => kindOf(`/proc/${pid}/fd/${number}`));
  return Object.fromEntries(
    [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((one) => one === kind).length]),
  );
}

function kindOf(link: string): string {
  try {
    return readlinkSync(link).replace(/:\[\d+\]$/u, '');
  } catch {
    // That of the listing itself, or one of the event loop that was just closed.
    return 'gone';
  }
}
