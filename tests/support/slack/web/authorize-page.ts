import type { User, Workspace, World } from '../world/model.ts';

/** What a person decides on the page that asks whether to install an app. */
export interface Decision {
  readonly workspace: Workspace;
  readonly user: User;
  readonly decides: 'allow' | 'allow for the enterprise' | 'cancel';
}

/** Where the browser goes after the decision; rejects a page that Slack would not show. */
export function decideInstall(world: World, url: URL, { workspace, user, decides }: Decision): URL {
  const query = url.searchParams;
  const { manifest, clientId } = world.app;
  const wanted = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  const declared = manifest.oauth_config?.scopes?.bot ?? [];
  const undeclared = wanted.filter((scope) => !declared.includes(scope));
  if (query.get('client_id') !== clientId) throw new Error('invalid_client_id: the page is of another app');
  if (undeclared.length > 0)
    world.complaints.push(`authorize: scopes that the manifest lacks: ${undeclared.join(', ')}`);
  if (wanted.length === 0) throw new Error('invalid_scope: no scopes are asked for');
  const given = query.get('redirect_uri');
  const back = redirectFor(manifest.oauth_config?.redirect_urls ?? [], given);
  const state = query.get('state');
  if (state === null) world.complaints.push('authorize: no state guards the installation');
  else back.searchParams.set('state', state);
  if (decides === 'cancel') {
    back.searchParams.set('error', 'access_denied');
    return back;
  }
  const code = `${workspace.id}.${world.secret()}`;
  const orgWide = decides === 'allow for the enterprise';
  world.codes.set(code, {
    workspace,
    userId: user.id,
    scopes: wanted,
    redirectUri: given,
    orgWide,
    madeAt: world.clock.now(),
    used: false,
  });
  back.searchParams.set('code', code);
  return back;
}

function redirectFor(declared: readonly string[], given: string | null): URL {
  const target = given ?? declared[0];
  if (target === undefined)
    throw new Error('bad_redirect_uri: neither the request nor the manifest has a redirect address');
  if (given !== null && declared.length > 0 && !declared.some((one) => given.startsWith(one)))
    throw new Error(`bad_redirect_uri: ${given} is not among ${declared.join(', ')}`);
  return new URL(target);
}
