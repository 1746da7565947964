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
  const events = ['tokens_revoked', 'app_uninstalled'].map((type) => bodyOf(world, workspace, type));
  for (const token of tokensFor(world, workspace)) token.state = 'uninstalled';
  for (const body of events) world.deliver('event', body);
  world.changes.notify();
}

/** Makes a token worthless, and tells the app. */
export function revoke(world: World, workspace: Workspace): void {
  const body = bodyOf(world, workspace, 'tokens_revoked');
  for (const token of tokensFor(world, workspace)) token.state = 'revoked';
  world.deliver('event', body);
  world.changes.notify();
}

function bodyOf(world: World, workspace: Workspace, type: string) {
  const event =
    type === 'tokens_revoked'
      ? { type, tokens: { oauth: [], bot: [workspace.bot.id] }, event_ts: world.ts() }
      : { type, event_ts: world.ts() };
  return eventBody(world, workspace, event);
}
