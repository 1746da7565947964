import type { KeyObject } from 'node:crypto';
import type { Problem } from '../checks/problem.ts';
import type { AutocompleteChoice, Command, Message, ModalBody, Snowflake, User } from '../wire.ts';
import type { Changes } from './changes.ts';

/** All that the server knows; every part of it works on this one value. */
export interface World {
  /** Ms since 1970; may be ahead of the machine's clock. */
  now(): number;
  /** Moves the clock of the server, and of nothing else. */
  pass(ms: number): void;
  id(): Snowflake;
  /** An id for a guild; those made at once fall into different shards, as guilds made over years do. */
  guildId(): Snowflake;
  /** Null once it was revoked. */
  token: string | null;
  readonly application: Application;
  readonly bot: User;
  readonly keys: { readonly privateKey: KeyObject; readonly publicHex: string };
  readonly grantedIntents: number;
  readonly users: Map<Snowflake, User>;
  readonly guilds: Map<Snowflake, Guild>;
  readonly channels: Map<Snowflake, Channel>;
  /** By scope: 'global' or the id of a guild. */
  readonly commands: Map<string, readonly Command[]>;
  /** Ids of users who do not take direct messages from the bot. */
  readonly closedDms: Set<Snowflake>;
  /** By token. */
  readonly interactions: Map<string, Interaction>;
  /** Attachments by the path of their address. */
  readonly files: Map<string, StoredFile>;
  readonly changes: Changes;
  /** Hears every event for the bot; the gateway sets it. */
  hear: (event: GatewayEvent) => void;
  /** Brings an interaction to the bot; the server sets it. */
  deliver: (interaction: Interaction) => void;
  /** The answer of GET /gateway/bot; the gateway sets it. */
  sayGateway: () => unknown;
  /** Says where an answer of this server is not as the OpenAPI document has it. */
  selfCheck(about: string, problems: readonly Problem[]): void;
  /** What selfCheck said. */
  readonly selfProblems: string[];
  /** Says that a request broke a rule. */
  complain(about: string, problems: readonly Problem[]): void;
  readonly complaints: string[];
  /** Address of the server, without a path; known once it listens. */
  origin: string;
}

export interface Application {
  readonly id: Snowflake;
  readonly name: string;
  readonly description: string;
  interactionsEndpointUrl: string | null;
  readonly integrationTypes: readonly number[];
}

export interface Role {
  readonly id: Snowflake;
  readonly name: string;
  permissions: bigint;
  readonly position: number;
  /** Of the role that came with a bot: whose it is. */
  readonly botId: Snowflake | null;
}

export interface Member {
  readonly user: User;
  readonly roles: Snowflake[];
  readonly joinedAt: string;
}

export interface Overwrite {
  readonly id: Snowflake;
  /** 0: a role, 1: a member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Guild {
  readonly id: Snowflake;
  readonly name: string;
  readonly locale: string;
  readonly ownerId: Snowflake;
  readonly roles: Role[];
  readonly members: Map<Snowflake, Member>;
  readonly channels: Channel[];
  /** Whether the bot is a member. */
  hasBot: boolean;
  /** Command creations since the start, of which a day allows 200. */
  commandsCreated: number;
}

export interface Channel {
  readonly id: Snowflake;
  readonly guild: Guild | null;
  readonly name: string;
  /** Who talks here, of a direct or group conversation; the bot too, if it takes part. */
  readonly recipients: readonly User[];
  readonly overwrites: Overwrite[];
  readonly messages: Map<Snowflake, StoredMessage>;
  lastMessageId: Snowflake | null;
}

export interface StoredMessage {
  message: Message;
  /** Who alone sees it; null: everyone in the channel. */
  readonly onlyFor: Snowflake | null;
  /** The interaction that it answers. */
  readonly interactionId: Snowflake | null;
}

export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface GatewayEvent {
  readonly name: string;
  readonly data: unknown;
  readonly guildId: Snowflake | null;
  /** The intent that asks for it; 0: everyone gets it. */
  readonly intent: number;
  /** The data for a session without the intent for message contents. */
  readonly dataWithoutContent?: unknown;
}

/** An interaction from its birth until its token is void. Times in ms since 1970. */
export interface Interaction {
  readonly id: Snowflake;
  readonly token: string;
  readonly type: number;
  readonly createdAt: number;
  readonly userId: Snowflake;
  readonly channel: Channel;
  /** What was sent to the bot. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of a command: what it is. */
  readonly command: { readonly name: string; readonly type: number } | null;
  /** Who installed the app that acts here, as in the payload. */
  readonly owners: Readonly<Record<string, string>>;
  /** The app acts by the user's install alone: five follow-ups at most. */
  readonly byUserAlone: boolean;
  /** Nobody but the user may see the answers. */
  readonly mustBePrivate: boolean;
  /** Of a press: the message with the component; of a modal: the one that its opener stood in. */
  readonly source: StoredMessage | null;
  /** When the first answer came. */
  answeredAt: number | null;
  /** The type of the first answer. */
  answer: number | null;
  /** When the learner first saw words, a form or choices and not only "is thinking". */
  shownAt: number | null;
  changedAt: number | null;
  /** The message that @original means, once there is one. */
  original: Snowflake | null;
  /** Whether "is thinking" still stands there. */
  loading: boolean;
  /** Its messages: the answer (of a press: the message that it changed) and follow-ups. */
  readonly messageIds: Snowflake[];
  followUps: number;
  edits: number;
  modal: ModalBody | null;
  choices: readonly AutocompleteChoice[] | null;
}
