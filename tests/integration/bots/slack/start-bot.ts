import { expect, onTestFinished } from 'vitest';
import { createFrontDoor } from '#bots/shared/front-door.ts';
import type { Door, Workspaces } from '#bots/slack/index.ts';
import { createSlackBot } from '#bots/slack/index.ts';
import { slackManifest } from '#bots/slack/manifest.ts';
import { loadLibrary } from '#content/load-library.ts';
import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import { commands } from '#core/commands/index.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { LogFields } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { grades, withTwoExercises } from '../../../support/exercises.ts';
import { createScriptedGrader, stoppingBoth } from '../../../support/scripted-grader.ts';
import { reviewer } from '../../../support/reviewer.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';
import type { Channel } from '../../../support/slack/world/model.ts';
import type { Person } from '../../../support/slack/people/person.ts';
import type { SlackOptions, SlackServer, WorkspaceHands } from '../../../support/slack/start-slack.ts';
import { startSlack } from '../../../support/slack/start-slack.ts';

const loaded = loadLibrary('content');
if (loaded.kind !== 'loaded') throw new Error('expected the content to load');
const { library } = loaded;
const english = library.speak('en');

/** A Slack of its own that knows what the manifest of this bot declares, and ends with the test. */
export async function slackWorld(options: SlackOptions = {}): Promise<SlackServer> {
  const manifest = slackManifest({ commands, say: english, door: { kind: 'socket' } });
  const server = await startSlack({ manifest, ...options });
  onTestFinished(server.close);
  return server;
}

/** The bot with everything but Python, in a Slack of its own. */
export interface RunningBot {
  readonly server: SlackServer;
  readonly acme: WorkspaceHands;
  /** Where the bot is a member. */
  readonly study: Channel;
  readonly app: App;
  readonly bot: Bot;
  readonly store: Store;
  /** Lines of the log, oldest first. */
  readonly lines: readonly LogLine[];
  log(event: string): readonly LogLine[];
  /** As a signal to the process does; settles when the bot has ended, and rejects as it does. */
  stop(): Promise<void>;
  /** Settles when the bot ends by itself. */
  readonly ended: Promise<void>;
  /** Where it listens over HTTP. */
  readonly origin: () => string;
  person(name: string, setup?: Parameters<WorkspaceHands['person']>[1]): Person;
}

export interface LogLine extends LogFields {
  readonly event: string;
}

interface Setup {
  readonly server?: SlackServer;
  readonly acme?: WorkspaceHands;
  readonly store?: Store;
  readonly runner?: CodeRunner;
  readonly clock?: Clock;
  readonly draw?: Draw | null;
  readonly door?: 'socket' | 'http' | Door;
  readonly workspaces?: Workspaces;
  readonly port?: number;
  readonly wait?: 'until connected' | 'for nothing';
  /** Complaints of the server that this test is about. */
  readonly complaints?: RegExp;
}

/** Starts it; when the test ends it is stopped, and Slack must have nothing to complain of. */
export async function startBot(setup: Setup = {}): Promise<RunningBot> {
  const server = setup.server ?? (await slackWorld());
  const acme = setup.acme ?? server.workspace('Acme');
  watchProcess();
  const lines: LogLine[] = [];
  const write = (event: string, fields: LogFields) => void lines.push({ ...fields, event });
  const log = { info: write, warn: write, error: write };
  const { store = createMemoryStore(), runner = createScriptedRunner({}), draw = null, wait, port = 0 } = setup;
  const clock = clockOf(setup);
  const grader = createScriptedGrader(grades);
  const app = createApp({
    library: withTwoExercises(library),
    store,
    runner: stoppingBoth(runner, grader),
    grader,
    reviewer,
    clock,
    random: { seed: () => 7 },
    log,
  });
  const bot = createSlackBot({
    workspaces: setup.workspaces ?? { kind: 'one', token: acme.botToken },
    door: doorOf(setup.door ?? 'socket', server),
    apiUrl: server.apiUrl,
    http: createFrontDoor({ host: '127.0.0.1', port }),
    key: new Uint8Array(32).fill(1),
    notes: store.notes,
    requests: store.requests,
    clock,
    draw,
    log,
  });
  const stopping = new AbortController();
  const ended = bot.serve(app, stopping.signal);
  ended.catch(() => undefined);
  onTestFinished(async () => {
    stopping.abort();
    await ended.catch(() => undefined);
    expect(server.complaints.filter((line) => setup.complaints?.test(line) !== true)).toEqual([]);
    expect(lines.filter(({ event }) => event === 'event failed' || event === 'incident')).toEqual([]);
    expect(secretsIn(lines, server)).toEqual([]);
  });
  const logged = (event: string) => lines.filter((line) => line.event === event);
  const study = [...acme.workspace.channels.values()].find(({ kind }) => kind === 'public') ?? acme.channel('study');
  const origin = () => {
    const [line] = logged('slack requests awaited');
    return `http://127.0.0.1:${String(line?.['port'])}`;
  };
  if (wait !== 'for nothing') await begun({ server, log: logged, origin }, setup);
  const stop = async () => {
    stopping.abort();
    await ended;
  };
  const person = (name: string, more = {}) => acme.person(name, { in: study, ...more });
  return { server, acme, study, app, bot, store, lines, log: logged, stop, ended, origin, person };
}

const clockOf = ({ clock }: Setup): Clock => clock ?? { now: () => Date.now() };

async function begun({ server, log, origin }: Pick<RunningBot, 'server' | 'log' | 'origin'>, setup: Setup) {
  if ((setup.door ?? 'socket') === 'socket') return await server.connected();
  await expect.poll(() => log('slack requests awaited').length, { timeout: 10_000 }).toBe(1);
  await server.sendTo(`${origin()}/slack/events`);
}

function doorOf(door: 'socket' | 'http' | Door, { appToken, signingSecret }: SlackServer): Door {
  if (typeof door !== 'string') return door;
  return door === 'socket' ? { kind: 'socket', appToken } : { kind: 'http', signingSecret };
}

/** The bot for everybody who installs it. */
export function forMany(server: SlackServer, secret = 'a secret of thirty-two letters, at least'): Workspaces {
  const { clientId, clientSecret, authorizeUrl } = server;
  return {
    kind: 'many',
    token: null,
    client: { clientId, clientSecret, authorizeUrl, stateSecret: 'a secret for states' },
    secret,
  };
}

/** No line of the log may hold a token, a ticket or a response_url. */
function secretsIn(lines: readonly LogLine[], { world, appToken, signingSecret }: SlackServer): readonly string[] {
  const written = JSON.stringify(lines);
  const secrets = [...world.tokens.keys(), ...world.triggers.keys(), ...world.responseUrls.keys()];
  return [appToken, signingSecret, ...secrets].filter((secret) => secret !== '' && written.includes(secret));
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
