import { ApiError } from '../api-error.ts';
import type { CallbackBody, CommandBody, MessageBody, Snowflake, UploadedFile } from '../wire.ts';
import type { Channel, Guild, World } from '../world/model.ts';

/** A request as a route gets it: its body has passed the OpenAPI document. */
export interface Call {
  readonly world: World;
  /** Names the request in complaints, e.g. "POST /channels/1/messages". */
  readonly about: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
  readonly files: readonly UploadedFile[];
}

/** The JSON of a request, seen as each kind of body that there is; the OpenAPI document says which one is meant. */
export interface Body {
  readonly message: MessageBody;
  readonly callback: CallbackBody;
  readonly command: CommandBody;
  readonly commands: readonly CommandBody[];
  readonly conversation: { readonly recipient_id?: Snowflake };
  readonly application: { readonly interactions_endpoint_url?: string | null };
}

/** What a route answers; no body means 204. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** One operation; `path` is a path of the OpenAPI document. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly answer: (call: Call) => Reply;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const done: Reply = { status: 204 };

/** A part of the path. */
export function param({ params }: Call, name: string): Snowflake {
  return params[name] ?? '';
}

/** The guild of the path, if the bot is in it. Throws ApiError. */
export function guildOf(call: Call): Guild {
  const guild = call.world.guilds.get(param(call, 'guild_id'));
  if (guild === undefined) throw new ApiError('unknown guild');
  if (!guild.hasBot) throw new ApiError('missing access');
  return guild;
}

/** The channel of the path. Throws ApiError. */
export function channelOf(call: Call): Channel {
  const channel = call.world.channels.get(param(call, 'channel_id'));
  if (channel === undefined) throw new ApiError('unknown channel');
  return channel;
}
