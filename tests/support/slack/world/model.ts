import type { Changes } from '../changes.ts';
import type { Clock } from '../clock.ts';
import type { Block, Fields, State, View } from '../wire.ts';
import type { AppManifest } from './app-manifest.ts';

export interface Enterprise {
  readonly id: string;
  readonly name: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly locale: string;
  readonly tz: string;
  readonly isBot: boolean;
  /** What they may do in the workspace. */
  rank: 'owner' | 'admin' | 'member';
  /** When notifications are paused, in ms since 1970; null: never. */
  dnd: { readonly fromMs: number; readonly toMs: number } | null;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly workspace: Workspace;
  readonly members: Set<string>;
  archived: boolean;
  readonly messages: Map<string, StoredMessage>;
  /** How many replies a message has. */
  readonly replies: Map<string, number>;
  /** Assistant threads by their first message. */
  readonly threads: Map<string, AssistantThread>;
}

export interface AssistantThread {
  title: string | null;
  status: string;
  prompts: readonly { readonly title: string; readonly message: string }[];
}

export interface StoredMessage {
  readonly ts: string;
  readonly channel: Channel;
  readonly threadTs: string | null;
  readonly userId: string;
  readonly isFromBot: boolean;
  /** Shown to this user alone. */
  readonly onlyFor: string | null;
  readonly subtype: string | null;
  text: string;
  blocks: readonly Block[];
  files: readonly StoredFile[];
  metadata: unknown;
  editedTs: string | null;
  streaming: boolean;
  readonly reactions: Map<string, Set<string>>;
  readonly postedAt: number;
  changedAt: number;
  /** Values of menus and fields in it, per user. */
  readonly states: Map<string, State>;
}

export interface StoredFile {
  readonly id: string;
  readonly workspace: Workspace;
  readonly name: string;
  title: string;
  readonly userId: string;
  readonly length: number;
  bytes: Buffer | null;
  readonly altText: string | null;
  readonly snippetType: string | null;
  complete: boolean;
}

export interface StoredView {
  readonly id: string;
  readonly workspace: Workspace;
  readonly userId: string;
  readonly rootId: string | null;
  readonly previousId: string | null;
  body: View;
  hash: string;
  state: State;
  errors: Readonly<Record<string, string>>;
  changedAt: number;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterprise: Enterprise | null;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** The app's own user here. */
  readonly bot: User;
  readonly botId: string;
  /** Modals of each user, the topmost last. */
  readonly modals: Map<string, StoredView[]>;
  readonly homes: Map<string, StoredView>;
}

export interface Token {
  readonly value: string;
  readonly kind: 'bot' | 'app';
  readonly scopes: Set<string>;
  /** Null: of an installation for the whole enterprise, or of the app. */
  readonly workspace: Workspace | null;
  readonly enterprise: Enterprise | null;
  readonly refreshToken: string | null;
  readonly expiresAt: number | null;
  readonly installedBy: string | null;
  state: 'live' | 'revoked' | 'uninstalled';
}

export interface Trigger {
  readonly id: string;
  readonly workspace: Workspace;
  readonly userId: string;
  readonly madeAt: number;
  readonly fromViewId: string | null;
  used: boolean;
}

export interface ResponseUrl {
  readonly id: string;
  readonly channel: Channel;
  readonly userId: string;
  readonly madeAt: number;
  /** The message with the button that was pressed. */
  readonly source: StoredMessage | null;
  uses: number;
}

/** Something the app did that somebody can see. */
export interface Deed {
  readonly at: number;
  readonly workspace: Workspace;
  readonly channelId: string | null;
  /** Who alone sees it; null: all in the channel. */
  readonly userId: string | null;
  readonly what: string;
}

export interface App {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly appToken: string;
  readonly manifest: AppManifest;
}

export type PayloadKind = 'event' | 'command' | 'interactive';

/** Something sent to the app, and what came of it. */
export interface Delivery {
  readonly id: string;
  readonly kind: PayloadKind;
  readonly payload: Fields;
  readonly sentAt: number;
  /** Times it was sent. */
  attempts: number;
  /** Times that the app did not acknowledge it. */
  failures: number;
  /** When the app said that it has it; null: not yet or never. */
  ackedAt: number | null;
  /** What it said with that. */
  answer: unknown;
  /** Why the person is told that the app did not answer. */
  failure: string | null;
}

export interface World {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly complaints: string[];
  readonly app: App;
  readonly workspaces: Map<string, Workspace>;
  readonly tokens: Map<string, Token>;
  readonly codes: Map<string, OauthCode>;
  readonly files: Map<string, StoredFile>;
  readonly views: Map<string, StoredView>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly deeds: Deed[];
  /** User ids that people wrote in their texts: the app must not make live mentions of them. */
  readonly quotedIds: Set<string>;
  /** How long a token lives where tokens are rotated, in ms. */
  tokenLifeMs: number;
  /** Where the server listens, e.g. http://127.0.0.1:4001. */
  origin: string;
  /** A new id with this letter. */
  id(letter: string): string;
  /** A new time stamp for a message, later than all before. */
  ts(): string;
  /** Text nobody guesses, the same in each run. */
  secret(): string;
  deliver(kind: PayloadKind, payload: Fields, settled?: (delivery: Delivery) => void): Delivery;
}

export interface OauthCode {
  readonly workspace: Workspace;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  readonly orgWide: boolean;
  readonly madeAt: number;
  used: boolean;
}
