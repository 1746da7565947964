import { eventBody } from './events.ts';
import { tokensFor } from './installation-of.ts';
import type { Enterprise, Token, Workspace, World } from './model.ts';

/** Where a token is good, and for what. */
export interface Grant {
  readonly workspace: Workspace | null;
  readonly enterprise: Enterprise | null;
  readonly scopes: readonly string[];
  readonly installedBy: string | null;
}

/** Makes a token for the app's user; with rotation it ends after a while. */
export function issueToken(world: World, { workspace, enterprise, scopes, installedBy }: Grant): Token {
  const isRotated = world.app.manifest.settings?.token_rotation_enabled === true;
  const token: Token = {
    value: `${isRotated ? 'xoxe.xoxb-1-' : 'xoxb-'}${workspace?.id ?? enterprise?.id ?? ''}-${world.secret()}`,
    kind: 'bot',
    scopes: new Set(scopes),
    workspace,
    enterprise,
    refreshToken: isRotated ? `xoxe-1-${world.secret()}` : null,
    expiresAt: isRotated ? world.clock.now() + world.tokenLifeMs : null,
    installedBy,
    state: 'live',
  };
  world.tokens.set(token.value, token);
  return token;
}

/** Takes the app out of a workspace, as an administrator does, and tells it. */
export function uninstall(world: World, workspace: Workspace): void {
  end(world, workspace, { state: 'uninstalled', events: ['tokens_revoked', 'app_uninstalled'] });
}

/** Makes the tokens of a workspace worthless, and tells the app. */
export function revoke(world: World, workspace: Workspace): void {
  end(world, workspace, { state: 'revoked', events: ['tokens_revoked'] });
}

interface Ending {
  readonly state: 'revoked' | 'uninstalled';
  readonly events: readonly ('tokens_revoked' | 'app_uninstalled')[];
}

function end(world: World, workspace: Workspace, { state, events }: Ending): void {
  const subscribed = world.app.manifest.settings?.event_subscriptions?.bot_events ?? [];
  // The envelopes tell of the installation as it was.
  const bodies = events.filter((type) => subscribed.includes(type)).map((type) => bodyOf(world, workspace, type));
  for (const token of tokensFor(world, workspace)) token.state = state;
  for (const body of bodies) world.deliver('event', body);
  world.changes.notify();
}

function bodyOf(world: World, workspace: Workspace, type: Ending['events'][number]) {
  const tokens = { oauth: [], bot: [workspace.bot.id] };
  return eventBody(world, workspace, { type, ...(type === 'tokens_revoked' ? { tokens } : {}), event_ts: world.ts() });
}
