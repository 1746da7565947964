import { setTimeout as delay } from 'node:timers/promises';
import { learnerId } from '#core/ids.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { bombs } from './bombs.ts';
import { figure, type Figure } from './figure.ts';

const rounds = 100;
/** So that the pool is full again: what is measured is what somebody waits for, not how fast sandboxes are built. */
const pauseMs = 40;

/** What one learner waits for alone, and while another runs bombs back to back. */
export async function benchFairness(runner: CodeRunner): Promise<readonly Figure[]> {
  await measureLessons(runner, 'first');
  const figures: Figure[] = [];
  for (const [bomb, code] of Object.entries(bombs)) {
    figures.push(...(await measureLessons(runner, 'alone')));
    const stop = new AbortController();
    const bombing = bombOnAndOn(runner, code, stop.signal);
    figures.push(...(await measureLessons(runner, `beside ${bomb}`)));
    stop.abort();
    await bombing;
  }
  return figures;
}

const lessons = {
  hi: 'print("hi")',
  gather:
    'import asyncio\nasync def main():\n    await asyncio.gather(*[asyncio.sleep(n) for n in (1, 2, 3)])\nasyncio.run(main())\n',
};

async function measureLessons(runner: CodeRunner, where: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [lesson, code] of Object.entries(lessons)) {
    const measured: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await delay(pauseMs);
      const beganAt = performance.now();
      await run(runner, { code, learner: 'student' }, new AbortController().signal);
      measured.push(performance.now() - beganAt);
    }
    figures.push(figure(`${lesson} ${where}`, measured));
  }
  return figures;
}

async function bombOnAndOn(runner: CodeRunner, code: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await run(runner, { code, learner: 'bomber' }, signal);
}

interface Asked {
  readonly code: string;
  readonly learner: string;
}

async function run(runner: CodeRunner, { code, learner }: Asked, signal: AbortSignal): Promise<void> {
  const job = { code, stdin: '', learner: learnerId(learner), clock: 'auto' } as const;
  await Array.fromAsync(runner.run(job, signal));
}
