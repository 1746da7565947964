import type { RequestData, RouteLike } from 'discord.js';
import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { deliveryMs, firstResponseMs, firstResponseTryMs, requestMs } from './connection-limits.ts';
import { findMarked } from './find-marked.ts';
import { inspectServer, type InspectedChannel } from './inspect-server.ts';
import { persist } from '#bots/shared/persist.ts';
import { withFiles } from './multipart.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { isUnknownServer, judge } from './trouble.ts';

/** Discord's REST interface, as far as this bot uses it. All reject with what `troubleOf` reads. */
export interface Api {
  /** The first response to an interaction. Tried again while there is time: a repeat is refused, never doubled. */
  respond(ticket: Ticket, response: FirstResponse): Promise<void>;
  editReply(ticket: Ticket, message: string, content: OutgoingMessage): Promise<void>;
  deleteReply(ticket: Ticket, message: string): Promise<void>;
  /** Gives the new message's id. Not tried again when it may have been sent: Discord takes no nonce here. */
  followUp(ticket: Ticket, content: OutgoingMessage, privacy: Privacy): Promise<string>;
  /** Gives the message's id; with the same nonce the same message, however often it is sent. */
  post(letter: Letter): Promise<string>;
  /** The id of the message that stands in a channel with a mark, sent since then (epoch milliseconds); null: there is none. */
  find(mark: number, channel: string, since: number): Promise<string | null>;
  editMessage(channel: string, message: string, content: OutgoingMessage): Promise<void>;
  deleteMessage(channel: string, message: string): Promise<void>;
  showTyping(channel: string): Promise<void>;
  /** The channel of direct messages with somebody. */
  openDirectMessages(user: string): Promise<string>;
  putCommands(application: string, guild: string | null, commands: readonly unknown[]): Promise<void>;
  /** The channels of a server, and what the bot lacks in each. Tried once. */
  inspectServer(guild: string): Promise<readonly InspectedChannel[]>;
  /** Whether the bot is in a server. Rejects where Discord does not say. Tried once. */
  isIn(guild: string): Promise<boolean>;
  /** The id of the application that the token belongs to. Tried once. */
  readApplication(): Promise<string>;
}

/** What an interaction is answered with. */
export interface Ticket {
  readonly id: string;
  readonly token: string;
  readonly application: string;
  /** On the clock of `performance.now()`. */
  readonly receivedAt: number;
}

/** `only-them`: nobody else in the channel sees it. */
export type Privacy = 'only-them' | 'everyone';

export type FirstResponse =
  | { readonly kind: 'message'; readonly content: OutgoingMessage; readonly privacy: Privacy }
  | { readonly kind: 'thinking'; readonly privacy: Privacy }
  | { readonly kind: 'update'; readonly content: OutgoingMessage }
  | { readonly kind: 'update-later' }
  | { readonly kind: 'suggestions'; readonly choices: readonly { readonly name: string; readonly value: string }[] }
  | { readonly kind: 'form'; readonly form: object };

/** A message to a channel. */
export interface Letter {
  readonly channel: string;
  readonly content: OutgoingMessage;
  /** At most 25 characters. */
  readonly nonce: string;
  /** The message that it is a reply to. */
  readonly replyTo: string | null;
}

interface ApiOptions {
  readonly token: string;
  /** Another server in the place of Discord's, without a slash at the end. */
  readonly apiUrl: string | null;
}

/** Clients that never try by themselves: which call may be made twice, only this file knows. */
export function createApi({ token, apiUrl }: ApiOptions): Api {
  const options = {
    ...(apiUrl === null ? {} : { api: apiUrl }),
    retries: 0,
    timeout: requestMs,
    // Each interaction has a queue of its own, which is empty soon.
    handlerSweepInterval: 5_000,
  };
  const rest = new REST(options).setToken(token);
  // What answers interactions does not count towards the limit of all requests.
  const forInteractions = new REST({ ...options, globalRequestsPerSecond: Infinity });
  return { ...interactionCalls(forInteractions), ...channelCalls(rest), ...applicationCalls(rest) };
}

type InteractionCalls = Pick<Api, 'respond' | 'editReply' | 'deleteReply' | 'followUp'>;

function interactionCalls(rest: REST): InteractionCalls {
  // The token of the interaction is in the address.
  const auth = false;
  return {
    async respond(ticket, response) {
      const route = Routes.interactionCallback(ticket.id, ticket.token);
      const signal = () => AbortSignal.timeout(firstResponseTryMs);
      const post = async () => void (await rest.post(route, { ...firstBody(response), auth, signal: signal() }));
      await persist(post, { until: ticket.receivedAt + firstResponseMs, whenUnsure: 'again', judge });
    },
    async editReply({ application, token }, message, content) {
      const route = Routes.webhookMessage(application, token, message);
      await insist(async () => await rest.patch(route, { ...edited(content), auth }));
    },
    async deleteReply({ application, token }, message) {
      await insist(async () => await rest.delete(Routes.webhookMessage(application, token, message), { auth }));
    },
    async followUp({ application, token }, content, privacy) {
      const request = { ...sent(content, { flags: content.flags | flagOf(privacy) }), auth };
      const post = async () => await rest.post(Routes.webhook(application, token), request);
      const made = await persist(post, { until: performance.now() + deliveryMs, whenUnsure: 'enough', judge });
      return withId.parse(made).id;
    },
  };
}

type ChannelCalls = Pick<Api, 'post' | 'find' | 'editMessage' | 'deleteMessage' | 'showTyping' | 'openDirectMessages'>;

function channelCalls(rest: REST): ChannelCalls {
  return {
    async post({ channel, content, nonce, replyTo }) {
      const reference =
        replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
      const request = sent(content, { nonce, enforce_nonce: true, ...reference });
      return withId.parse(await insist(async () => await rest.post(Routes.channelMessages(channel), request))).id;
    },
    find: async (mark, channel, since) =>
      await findMarked({ mark, channel, since }, async (route, query) => {
        return await insist(async () => await rest.get(route, { query }));
      }),
    async editMessage(channel, message, content) {
      await insist(async () => await rest.patch(Routes.channelMessage(channel, message), edited(content)));
    },
    async deleteMessage(channel, message) {
      await insist(async () => await rest.delete(Routes.channelMessage(channel, message)));
    },
    async showTyping(channel) {
      await rest.post(Routes.channelTyping(channel));
    },
    async openDirectMessages(user) {
      const open = async () => await rest.post(Routes.userChannels(), { body: { recipient_id: user } });
      return withId.parse(await insist(open)).id;
    },
  };
}

function applicationCalls(rest: REST): Pick<Api, 'putCommands' | 'inspectServer' | 'isIn' | 'readApplication'> {
  return {
    async putCommands(application, guild, body) {
      const route: RouteLike =
        guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
      await insist(async () => await rest.put(route, { body }));
    },
    inspectServer: async (guild) => await inspectServer(guild, async (route) => await rest.get(route)),
    isIn: async (guild) => await isKnown(async () => await rest.get(Routes.guild(guild))),
    readApplication: async () => withId.parse(await rest.get(Routes.currentApplication())).id,
  };
}

/** For what may be done twice with the same result. */
async function insist<Result>(call: () => Promise<Result>): Promise<Result> {
  return await persist(call, { until: performance.now() + deliveryMs, whenUnsure: 'again', judge });
}

/** Whether Discord gives a server, or says that there is none such for us. */
async function isKnown(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (isUnknownServer(error)) return false;
    throw error;
  }
}

const withId = z.object({ id: z.string() });

const onlyForOne = 64;
const flagOf = (privacy: Privacy): number => (privacy === 'only-them' ? onlyForOne : 0);

function firstBody(response: FirstResponse): RequestData {
  switch (response.kind) {
    case 'message': {
      const { content, privacy } = response;
      const data = { ...bodyOf(content), flags: content.flags | flagOf(privacy) };
      return withFiles({ type: 4, data }, content.files);
    }
    case 'thinking':
      return { body: { type: 5, data: { flags: flagOf(response.privacy) } } };
    case 'update':
      return withFiles({ type: 7, data: bodyOf(response.content) }, response.content.files);
    case 'update-later':
      return { body: { type: 6 } };
    case 'suggestions':
      return { body: { type: 8, data: { choices: response.choices } } };
    case 'form':
      return { body: { type: 9, data: response.form } };
  }
}

const sent = (content: OutgoingMessage, more: object): RequestData =>
  withFiles({ ...bodyOf(content), ...more }, content.files);

const edited = (content: OutgoingMessage): RequestData => sent(content, {});

function bodyOf(content: OutgoingMessage): Omit<OutgoingMessage, 'files'> {
  const { flags, allowed_mentions, components, attachments } = content;
  return { flags, allowed_mentions, components, attachments };
}
