import { checkView } from '../checks/check-view.ts';
import type { Fields, View } from '../wire.ts';
import { isView } from '../wire.ts';
import { changeView, publishHome, showModal, viewJson } from '../world/views.ts';
import type { StoredView } from '../world/model.ts';
import { useTrigger } from '../world/tickets.ts';
import type { Call, Method } from './method.ts';
import { tiers } from './method.ts';
import { slackError } from './slack-error.ts';

/** Methods that show views. */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], perMinute: tiers.four, run: (call) => show(call, 'open') },
  'views.push': { scopes: [], perMinute: tiers.four, run: (call) => show(call, 'push') },
  'views.update': { scopes: [], perMinute: tiers.four, run: update },
  'views.publish': { scopes: [], perMinute: tiers.four, run: publish },
};

function readView({ world, name, args }: Call, type: 'modal' | 'home'): View {
  const view = args.json('view', 'invalid_arguments');
  checkView(world, name, { view, type });
  if (!isView(view)) throw slackError('invalid_arguments');
  return view;
}

function show(call: Call, how: 'open' | 'push'): Fields {
  const { world, args } = call;
  const body = readView(call, 'modal');
  const { workspace, userId } = useTrigger(world, args.text('trigger_id') ?? args.need('interactivity_pointer'));
  if (workspace !== call.workspace) throw slackError('invalid_trigger_id');
  const view = showModal(world, { workspace, userId }, { body, how });
  return { view: viewJson(world, view) };
}

function update(call: Call): Fields {
  const { world, args } = call;
  const view = findView(call);
  if (view === undefined) throw slackError('not_found');
  const body = readView(call, view.body.type === 'home' ? 'home' : 'modal');
  refuseOldHash(view, args.text('hash'));
  changeView(world, view, body);
  return { view: viewJson(world, view) };
}

function findView({ world, workspace, args }: Call): StoredView | undefined {
  const externalId = args.text('external_id');
  const id = externalId === undefined ? args.need('view_id') : null;
  return [...world.views.values()].find(
    (view) => view.workspace === workspace && (id === null ? view.body.external_id === externalId : view.id === id),
  );
}

function publish(call: Call): Fields {
  const { world, workspace, args } = call;
  if (world.app.manifest.features?.app_home?.home_tab_enabled !== true) throw slackError('not_enabled');
  const userId = args.need('user_id');
  if (!workspace.users.has(userId)) throw slackError('user_not_found');
  const body = readView(call, 'home');
  const shown = workspace.homes.get(userId);
  if (shown !== undefined) refuseOldHash(shown, args.text('hash'));
  return { view: viewJson(world, publishHome(world, { workspace, userId }, body)) };
}

function refuseOldHash({ hash }: StoredView, given: string | undefined): void {
  if (given !== undefined && given !== hash) throw slackError('hash_conflict');
}
