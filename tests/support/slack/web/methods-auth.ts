import type { Fields } from '../wire.ts';
import { issueToken, revoke, uninstall } from '../world/installations.ts';
import type { Token, World } from '../world/model.ts';
import type { Arguments } from './arguments.ts';
import type { Call, Method } from './method.ts';
import { tiers } from './method.ts';
import { slackError } from './slack-error.ts';

/** Methods about the app's own token. */
export const authMethods: Readonly<Record<string, Method>> = {
  'auth.test': { scopes: [], perMinute: tiers.special, run: test },
  'auth.revoke': { scopes: [], perMinute: tiers.three, run: revokeOwn },
  'apps.uninstall': { scopes: [], perMinute: tiers.one, run: uninstallOwn },
};

function test({ token, workspace }: Call): Fields {
  const { enterprise, bot, botId, id, name, domain } = workspace;
  return {
    url: `https://${domain}.slack.com/`,
    team: name,
    user: bot.name,
    team_id: id,
    user_id: bot.id,
    bot_id: botId,
    is_enterprise_install: token.workspace === null,
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id }),
    ...(token.expiresAt === null ? {} : { expires_in: Math.floor((token.expiresAt - Date.now()) / 1000) }),
  };
}

function revokeOwn({ world, workspace, args }: Call): Fields {
  if (!args.is('test')) revoke(world, workspace);
  return { revoked: !args.is('test') };
}

function uninstallOwn({ world, workspace, args }: Call): Fields {
  refuseWrongSecret(world, args.need('client_id'), args.need('client_secret'));
  uninstall(world, workspace);
  return {};
}

/** How long the code of an installation is good, in ms. */
const codeLifeMs = 10 * 60_000;

/** oauth.v2.access: a code or a refresh token for a token. */
export function oauthAccess(
  world: World,
  args: Arguments,
  basic: readonly [id: string, secret: string] | null,
): Fields {
  const [clientId, secret] = basic ?? [args.need('client_id'), args.need('client_secret')];
  refuseWrongSecret(world, clientId, secret);
  if (args.text('grant_type') === 'refresh_token') return refresh(world, args.need('refresh_token'));
  const code = world.codes.get(args.text('code') ?? '');
  if (code === undefined) throw slackError('invalid_code');
  if (code.used) throw slackError('code_already_used');
  if (world.clock.now() - code.madeAt > codeLifeMs) throw slackError('invalid_code');
  if ((args.text('redirect_uri') ?? null) !== code.redirectUri) throw slackError('bad_redirect_uri');
  code.used = true;
  const { workspace, orgWide, scopes, userId } = code;
  const token = issueToken(world, {
    workspace: orgWide ? null : workspace,
    enterprise: workspace.enterprise,
    scopes,
    installedBy: userId,
  });
  return { ...grantJson(world, token), authed_user: { id: userId }, bot_user_id: workspace.bot.id };
}

function refresh(world: World, refreshToken: string): Fields {
  const old = [...world.tokens.values()].find((token) => token.refreshToken === refreshToken);
  if (old === undefined || old.state !== 'live') throw slackError('invalid_refresh_token');
  // A refresh token is good once; the token that it belonged to lives on until it ends.
  world.tokens.set(old.value, { ...old, refreshToken: null });
  const token = issueToken(world, { ...old, scopes: [...old.scopes] });
  const workspace =
    token.workspace ?? [...world.workspaces.values()].find(({ enterprise }) => enterprise === token.enterprise);
  return { ...grantJson(world, token), bot_user_id: workspace?.bot.id };
}

function refuseWrongSecret({ app }: World, clientId: string, secret: string): void {
  if (clientId !== app.clientId) throw slackError('invalid_client_id');
  if (secret !== app.clientSecret) throw slackError('bad_client_secret');
}

function grantJson({ app }: World, { value, scopes, workspace, enterprise, refreshToken, expiresAt }: Token): Fields {
  return {
    access_token: value,
    token_type: 'bot',
    scope: [...scopes].join(','),
    app_id: app.id,
    team: workspace === null ? null : { id: workspace.id, name: workspace.name },
    enterprise: enterprise === null ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: workspace === null,
    ...(refreshToken === null || expiresAt === null
      ? {}
      : { refresh_token: refreshToken, expires_in: Math.max(1, Math.floor((expiresAt - Date.now()) / 1000)) }),
  };
}
