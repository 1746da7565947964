import type { Bot } from '#core/ports/bot.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import type { Config } from '#src/config.ts';
import type { Around } from './bot-parts.ts';
import { usualPort } from './bot-parts.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import type { WaysIn } from './ways-in.ts';

interface Premises {
  readonly terminal: Terminal;
  readonly store: Store;
  readonly log: Log;
  readonly resources: AsyncDisposableStack;
}

/** What can be sent by; only some of them serve as well. */
export type Sender = Pick<Bot, 'name' | 'deliver'>;

/** Bots that serve, and what is sent by. */
export interface Staff {
  readonly bots: readonly Bot[];
  readonly senders: readonly Sender[];
}

/** A bot for each way in; the console's when there is none. What a bot needs is loaded only for it. */
export async function openBots(config: Config, ways: WaysIn, premises: Premises): Promise<Staff> {
  const { terminal, log } = premises;
  const { discord, slack } = ways;
  if (discord === null && slack === null) {
    const bots = [(await import('./console-bot.ts')).consoleBot(terminal, log)];
    return { bots, senders: bots };
  }
  const around = await openSurroundings(config, premises);
  const staff =
    config.role === 'scheduler' ? await openSenders(config, ways, around) : await open(config, ways, around);
  const places = [...(discord === null ? [] : ['Discord']), ...(slack === null ? [] : ['Slack'])];
  const what = config.role === 'all' ? '' : `, as ${config.role}`;
  say(terminal, `Studyloop is on in ${places.join(' and ')}${what}. Ctrl-C ends it.`);
  return staff;
}

async function openSurroundings(
  { http: { host, port } }: Config,
  { terminal, store, log, resources }: Premises,
): Promise<Around> {
  const { createDraw } = await import('#pictures/create-draw.ts');
  const { createFrontDoor } = await import('#bots/shared/front-door.ts');
  const draw = createDraw();
  resources.defer(async () => await draw.close());
  const door = createFrontDoor({ host, port: port ?? usualPort });
  return { door, notes: store.notes, requests: store.requests, draw, log, stopping: terminal.stopping };
}

async function open(config: Config, { discord, slack }: WaysIn, around: Around): Promise<Staff> {
  const bots: Bot[] = [];
  if (discord !== null) bots.push((await import('./discord-bot.ts')).discordBot(discord, config, around));
  if (slack !== null) bots.push((await import('./slack-bot.ts')).slackBot(slack, config, around));
  return { bots, senders: bots };
}

/** Discord's bot can send before it serves. */
async function openSenders(config: Config, { discord, slack }: WaysIn, around: Around): Promise<Staff> {
  const senders: Sender[] = [];
  if (discord !== null) senders.push((await import('./discord-bot.ts')).discordBot(discord, config, around));
  if (slack !== null) senders.push((await import('./slack-bot.ts')).slackCourier(slack, config, around));
  return { bots: [], senders };
}
