import { eventScopes } from './app-manifest.ts';
import { installationOf } from './installation-of.ts';
import type { Fields } from '../wire.ts';
import type { Delivery, Workspace, World } from './model.ts';

/** An event, and the name by which apps subscribe to it. */
export interface Happening {
  readonly event: Fields;
  readonly subscription: string;
}

/** Sends an event to the app if it is installed, has subscribed and may hear it. */
export function sendEvent(world: World, workspace: Workspace, { event, subscription }: Happening): Delivery | null {
  const subscribed = world.app.manifest.settings?.event_subscriptions?.bot_events ?? [];
  const token = installationOf(world, workspace);
  const scope = eventScopes[subscription];
  if (token === null || !subscribed.includes(subscription)) return null;
  if (scope !== undefined && !token.scopes.has(scope)) return null;
  return world.deliver('event', eventBody(world, workspace, event));
}

/** The envelope around an event. */
export function eventBody(world: World, workspace: Workspace, event: Fields): Fields {
  const isEnterpriseInstall = installationOf(world, workspace)?.workspace === null;
  const enterpriseId = workspace.enterprise?.id ?? null;
  return {
    token: world.app.verificationToken,
    team_id: workspace.id,
    ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
    context_team_id: workspace.id,
    context_enterprise_id: enterpriseId,
    api_app_id: world.app.id,
    event,
    type: 'event_callback',
    event_id: world.id('Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: isEnterpriseInstall ? null : workspace.id,
        user_id: workspace.bot.id,
        is_bot: true,
        is_enterprise_install: isEnterpriseInstall,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.secret()}`,
  };
}
