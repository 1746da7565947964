import { createFrontDoor } from '#bots/shared/front-door.ts';
import { expect, onTestFinished } from 'vitest';
import { createDiscordBot } from '#bots/discord/index.ts';
import { loadLibrary } from '#content/load-library.ts';
import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log, LogFields } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import type { DiscordServer } from '../../../support/discord/start-discord.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { grades, withTwoExercises } from '../../../support/exercises.ts';
import { createScriptedGrader, stoppingBoth } from '../../../support/scripted-grader.ts';
import { reviewer } from '../../../support/reviewer.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';
import { discord } from '../discord-client.ts';

const loaded = loadLibrary('content');

/** The bot with everything but Python, in a Discord of its own. */
export interface RunningBot {
  readonly server: DiscordServer;
  readonly app: App;
  readonly bot: Bot;
  readonly store: Store;
  /** Lines of the log, oldest first. */
  readonly lines: readonly LogLine[];
  /** Of these events, with how they went. */
  log(event: string): readonly LogLine[];
  /** As a signal to the process does; settles when the bot has ended, and rejects as it does. */
  stop(): Promise<void>;
  /** Settles when the bot ends by itself. */
  readonly ended: Promise<void>;
}

export interface LogLine extends LogFields {
  readonly event: string;
}

interface Setup {
  readonly server?: DiscordServer;
  readonly store?: Store;
  readonly runner?: CodeRunner;
  readonly clock?: Clock;
  readonly draw?: Draw | null;
  readonly token?: string;
  readonly guildId?: string | null;
  /** Interactions come by HTTP: with this key. */
  readonly publicKey?: string;
  readonly port?: number;
  /** What the test does not want to wait for: that it is connected. */
  readonly wait?: 'until connected' | 'for nothing';
  /** Complaints of the server that this test is about. */
  readonly complaints?: RegExp;
}

/** Starts it; when the test ends it is stopped, and Discord must have nothing to complain of. */
export async function startBot(setup: Setup = {}): Promise<RunningBot> {
  const server = setup.server ?? (await discord({ heartbeatMs: 1000 }));
  watchProcess();
  const lines: LogLine[] = [];
  const write = (event: string, fields: LogFields) => void lines.push({ ...fields, event });
  const log = { info: write, warn: write, error: write };
  const made = make({ store: createMemoryStore(), ...setup }, server, log);
  const stopping = new AbortController();
  const ended = made.bot.serve(made.app, stopping.signal);
  ended.catch(() => undefined);
  onTestFinished(async () => {
    stopping.abort();
    await ended.catch(() => undefined);
    expect(server.complaints.filter((line) => setup.complaints?.test(line) !== true)).toEqual([]);
    expect(server.world.selfProblems).toEqual([]);
    expect(lines.filter(({ event }) => event === 'event failed' || event === 'incident')).toEqual([]);
    expect(secretsIn(lines, server)).toEqual([]);
  });
  if (setup.wait !== 'for nothing') {
    await server.connected();
    await server.requested('PUT', /commands$/);
  }
  const stop = async () => {
    stopping.abort();
    await ended;
  };
  return { ...made, server, lines, log: (event) => lines.filter((line) => line.event === event), stop, ended };
}

function make(setup: Setup & { readonly store: Store }, server: DiscordServer, log: Log) {
  const { store, runner = createScriptedRunner({}), token = server.token, guildId = null, draw = null } = setup;
  if (loaded.kind !== 'loaded') throw new Error('expected the content to load');
  const { clock = { now: () => Date.now() } } = setup;
  const grader = createScriptedGrader(grades);
  const app = createApp({
    library: withTwoExercises(loaded.library),
    store,
    runner: stoppingBoth(runner, grader),
    grader,
    reviewer,
    clock,
    random: { seed: () => 7 },
    log,
  });
  const { publicKey, port = 0 } = setup;
  const http = publicKey === undefined ? null : { publicKey, door: createFrontDoor({ host: '127.0.0.1', port }) };
  const key = new Uint8Array(32).fill(1);
  const { apiUrl } = server;
  return {
    app,
    store,
    bot: createDiscordBot({
      token,
      apiUrl,
      guildId,
      http,
      key,
      notes: store.notes,
      requests: store.requests,
      clock,
      draw,
      log,
    }),
  };
}

/** No line of the log may hold the bot's token or one of an interaction. */
function secretsIn(lines: readonly LogLine[], server: DiscordServer): readonly string[] {
  const written = JSON.stringify(lines);
  return [server.token, ...server.world.interactions.keys()].filter(
    (secret) => secret !== '' && written.includes(secret),
  );
}

/** Nothing may go unhandled, and no library may warn. */
function watchProcess(): void {
  const warnings: string[] = [];
  const onWarning = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`);
  const onRejection = (error: unknown) => void warnings.push(`unhandled: ${String(error)}`);
  process.on('warning', onWarning);
  process.on('unhandledRejection', onRejection);
  onTestFinished(() => {
    process.off('warning', onWarning);
    process.off('unhandledRejection', onRejection);
    expect(warnings).toEqual([]);
  });
}
