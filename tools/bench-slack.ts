import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '../tests/support/slack/people/exchange.ts';
import { startSlack } from '../tests/support/slack/start-slack.ts';

/**
 * Load on the bot in Slack over HTTP: `sh bin/node24 tools/bench-slack.ts [SECONDS] [A_SECOND]`. Starts a Slack on loopback
 * and `studyloop start` against it, lets people type commands at that rate by signed requests, and says how long the
 * acknowledgement took, and how much memory the bot held. Slack and its people run in this process, on the same machine.
 */
const [seconds = 60, rate = 100] = process.argv.slice(2).map(Number);
const project = fileURLToPath(new URL('..', import.meta.url));
const port = 42_000 + (process.pid % 20_000);

const folder = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
const server = await startSlack({ manifest: JSON.parse(await readFile(join(project, 'slack/manifest.json'), 'utf8')) });
const acme = server.workspace('Acme');
const bot = spawn(join(project, 'bin/studyloop'), ['start'], {
  env: {
    ...process.env,
    SLACK_BOT_TOKEN: acme.botToken,
    SLACK_SIGNING_SECRET: server.signingSecret,
    SLACK_API_URL: server.apiUrl,
    HTTP_PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'load.db')}`,
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await listening();
  // A channel takes a message a second: each of them has twice that.
  const people = Array.from({ length: rate * 2 }, (_, at) => acme.person(`P${at}`, { in: 'dm' }));
  const commands = [['/lesson', 'async'], ['/quiz'], ['/progress'], ['/help'], ['/next']] as const;
  const ask = (nth: number) => {
    const [command, text] = commands[nth % commands.length] ?? ['/help'];
    return people[nth % people.length]?.slash(command, text);
  };
  await load(ask, 5);
  const memory = watchMemory(bot.pid ?? 0);
  const done = await load(ask, seconds);
  await sleep(3000);
  report(done, memory.stop());
} finally {
  bot.kill('SIGTERM');
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

async function listening(): Promise<void> {
  for (let tries = 300; tries > 0; tries -= 1) {
    try {
      return await server.sendTo(`http://127.0.0.1:${port}/slack/events`);
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`expected the bot to listen on port ${port}`);
}

/** Evenly spread over the time. */
async function load(ask: (nth: number) => Exchange | undefined, lasts: number): Promise<readonly Exchange[]> {
  const done: Exchange[] = [];
  const beganAt = performance.now();
  for (let nth = 0; performance.now() - beganAt < lasts * 1000;) {
    for (const due = ((performance.now() - beganAt) / 1000) * rate; nth < due; nth += 1) {
      const exchange = ask(nth);
      if (exchange !== undefined) done.push(exchange);
    }
    await sleep(2);
  }
  return done;
}

function watchMemory(pid: number) {
  const mib: number[] = [];
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    mib.push(Number(/^VmRSS:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1024);
  };
  const timer = setInterval(() => void look(), 1000);
  return {
    stop(): readonly number[] {
      clearInterval(timer);
      return mib;
    },
  };
}

function report(done: readonly Exchange[], mib: readonly number[]): void {
  const took = done.map((exchange) => exchange.timing().ackMs);
  const known = took.filter((ms) => ms !== null).toSorted((one, other) => one - other);
  const at = (share: number) => known[Math.min(known.length - 1, Math.floor(known.length * share))] ?? Number.NaN;
  const late = took.filter((ms) => ms === null || ms > 3000).length;
  const lines = [
    `${done.length} requests in ${seconds} s: acknowledged p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms,`,
    `longest ${at(1).toFixed(0)} ms; not acknowledged or later than 3 s: ${late}; refused for their pace: ${server.rateLimits.refused}`,
    `memory of the bot: ${(mib[0] ?? 0).toFixed(0)} MiB at the start, ${Math.max(...mib).toFixed(0)} at most, ${(mib.at(-1) ?? 0).toFixed(0)} at the end`,
    server.complaints.length === 0 ? 'nothing to complain of' : server.complaints.slice(0, 10).join('\n'),
  ];
  console.log(lines.join('\n'));
}
