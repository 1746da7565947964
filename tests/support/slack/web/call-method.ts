import type { Fields } from '../wire.ts';
import type { Token, Workspace, World } from '../world/model.ts';
import type { Arguments } from './arguments.ts';
import type { Method } from './method.ts';
import { assistantMethods } from './methods-assistant.ts';
import { authMethods, oauthAccess } from './methods-auth.ts';
import { chatMethods } from './methods-chat.ts';
import { fileMethods } from './methods-files.ts';
import { placeMethods } from './methods-places.ts';
import { viewMethods } from './methods-views.ts';
import type { RateLimits } from './rate-limits.ts';
import { slackError } from './slack-error.ts';

const methods: Readonly<Record<string, Method>> = {
  ...authMethods,
  ...chatMethods,
  ...viewMethods,
  ...placeMethods,
  ...fileMethods,
  ...assistantMethods,
};

/** Posts to these are counted per channel. */
const posts = ['chat.postMessage', 'chat.postEphemeral', 'chat.startStream'];

/** A request to the Web API. */
export interface ApiRequest {
  readonly name: string;
  readonly args: Arguments;
  /** The value of the Authorization header; empty: none. */
  readonly authorization: string;
}

/** What is done with a request: an answer, or to wait for so many seconds. */
export type Answered =
  | {
      readonly kind: 'answer';
      readonly body: Fields;
      readonly scopes: readonly string[];
      readonly accepted: readonly string[];
    }
  | { readonly kind: 'wait'; readonly retryAfterS: number };

/** What the methods need besides the world. */
export interface Service {
  readonly world: World;
  readonly rateLimits: RateLimits;
  readonly makeSocketAddress: () => string;
}

/** Does what a request to the Web API asks; throws what Slack refuses it with. */
export function callMethod(
  { world, rateLimits, makeSocketAddress }: Service,
  { name, args, authorization }: ApiRequest,
): Answered {
  if (name === 'oauth.v2.access') {
    return { kind: 'answer', body: oauthAccess(world, args, basicOf(authorization)), scopes: [], accepted: [] };
  }
  const token = tokenOf(world, authorization.replace(/^Bearer\s+/i, '') || args.text('token'));
  if (name === 'apps.connections.open') return openConnection(token, makeSocketAddress);
  const method = methods[name];
  if (method === undefined) {
    world.complaints.push(`${name}: this server does not know the method`);
    throw slackError('unknown_method', { req_method: name });
  }
  if (token.kind !== 'bot') throw slackError('not_allowed_token_type');
  const workspace = workspaceOf(world, token, args);
  refuseMissingScope(token, method);
  const channelId = posts.includes(name) ? (args.text('channel') ?? null) : null;
  const retryAfterS = rateLimits.count({
    method: name,
    workspaceId: workspace.id,
    perMinute: method.perMinute,
    channelId,
  });
  if (retryAfterS !== null) return { kind: 'wait', retryAfterS };
  const body = method.run({ world, name, token, workspace, args });
  return { kind: 'answer', body, scopes: [...token.scopes], accepted: method.scopes };
}

function basicOf(authorization: string): readonly [string, string] | null {
  const [, encoded] = /^Basic (.+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return null;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return [id, secret];
}

/** The token of a value, live; throws what Slack answers otherwise. */
function tokenOf(world: World, value: string | undefined): Token {
  if (value === undefined) throw slackError('not_authed');
  const token = world.tokens.get(value);
  if (token === undefined) throw slackError('invalid_auth');
  if (token.state === 'revoked') throw slackError('token_revoked');
  if (token.state === 'uninstalled') throw slackError('account_inactive');
  if (token.expiresAt !== null && token.expiresAt < world.clock.now()) throw slackError('token_expired');
  return token;
}

function openConnection(token: Token, makeAddress: () => string): Answered {
  if (token.kind !== 'app') throw slackError('not_allowed_token_type');
  return { kind: 'answer', body: { url: makeAddress() }, scopes: [...token.scopes], accepted: ['connections:write'] };
}

function workspaceOf(world: World, token: Token, args: Arguments): Workspace {
  if (token.workspace !== null) return token.workspace;
  const inside = [...world.workspaces.values()].filter(({ enterprise }) => enterprise === token.enterprise);
  const wanted = args.text('team_id');
  const found = wanted === undefined ? inside[0] : inside.find(({ id }) => id === wanted);
  if (found === undefined) throw slackError('team_access_not_granted');
  return found;
}

function refuseMissingScope({ scopes }: Token, { scopes: accepted }: Method): void {
  if (accepted.length === 0 || accepted.some((scope) => scopes.has(scope))) return;
  throw slackError('missing_scope', { needed: accepted.join(','), provided: [...scopes].join(',') });
}
