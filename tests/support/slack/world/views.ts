import { limits } from '../checks/limits.ts';
import type { Fields, View } from '../wire.ts';
import { slackError } from '../web/slack-error.ts';
import { keepBlocks } from './keep-blocks.ts';
import type { StoredView, Workspace, World } from './model.ts';
import { stateOf } from './state-values.ts';

/** Who sees a view. */
export interface Viewer {
  readonly workspace: Workspace;
  readonly userId: string;
}

/** Shows a modal: as the only one, or on top of those that are open. */
export function showModal(
  world: World,
  { workspace, userId }: Viewer,
  { body, how }: { readonly body: View; readonly how: 'open' | 'push' },
): StoredView {
  const stack = how === 'open' ? [] : (workspace.modals.get(userId) ?? []);
  if (stack.length >= limits.modals) throw slackError('push_limit_reached');
  refuseSecondExternalId(world, workspace, body);
  const view = storeView(world, { workspace, userId }, { body, previous: stack.at(-1) ?? null });
  workspace.modals.set(userId, [...stack, view]);
  noteDeed(world, view, 'opened');
  return view;
}

/** Changes what a view shows; what the person typed into fields that stay is kept. */
export function changeView(world: World, view: StoredView, body: View): void {
  const blocks = keepBlocks(world, body.blocks);
  view.state = stateOf(blocks, view.state);
  view.body = { ...body, blocks };
  view.errors = {};
  view.hash = newHash(world);
  view.changedAt = world.clock.now();
  noteDeed(world, view, 'changed');
}

/** Shows the App Home of a person. */
export function publishHome(world: World, viewer: Viewer, body: View): StoredView {
  const shown = viewer.workspace.homes.get(viewer.userId);
  if (shown !== undefined) {
    changeView(world, shown, body);
    return shown;
  }
  const view = storeView(world, viewer, { body, previous: null });
  viewer.workspace.homes.set(viewer.userId, view);
  noteDeed(world, view, 'published');
  return view;
}

/** Closes the topmost modal, or all of them. */
export function closeModals(world: World, { workspace, userId }: Viewer, which: 'topmost' | 'all'): void {
  const stack = workspace.modals.get(userId) ?? [];
  const stay = which === 'all' ? [] : stack.slice(0, -1);
  for (const view of stack.slice(stay.length)) world.views.delete(view.id);
  workspace.modals.set(userId, stay);
  world.changes.notify();
}

/** A view as Slack describes it to apps. */
export function viewJson(world: World, view: StoredView): Fields {
  const { id, workspace, body, hash, state, rootId, previousId } = view;
  return {
    id,
    team_id: workspace.id,
    type: body.type,
    blocks: body.blocks,
    private_metadata: body.private_metadata ?? '',
    callback_id: body.callback_id ?? '',
    state: { values: state },
    hash,
    title: body.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: body.clear_on_close ?? false,
    notify_on_close: body.notify_on_close ?? false,
    close: body.close ?? null,
    submit: body.submit ?? null,
    previous_view_id: previousId,
    root_view_id: rootId ?? id,
    app_id: world.app.id,
    external_id: body.external_id ?? '',
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}

interface Showing {
  readonly body: View;
  readonly previous: StoredView | null;
}

function storeView(world: World, { workspace, userId }: Viewer, { body, previous }: Showing): StoredView {
  const blocks = keepBlocks(world, body.blocks);
  const view: StoredView = {
    id: world.id('V'),
    workspace,
    userId,
    rootId: previous === null ? null : (previous.rootId ?? previous.id),
    previousId: previous?.id ?? null,
    body: { ...body, blocks },
    hash: newHash(world),
    state: stateOf(blocks),
    errors: {},
    changedAt: world.clock.now(),
  };
  world.views.set(view.id, view);
  return view;
}

function newHash(world: World): string {
  return `${Math.floor(world.clock.now() / 1000)}.${world.secret().slice(0, 8)}`;
}

function refuseSecondExternalId(world: World, workspace: Workspace, { external_id: id }: View): void {
  if (id === undefined || id === '') return;
  for (const view of world.views.values())
    if (view.workspace === workspace && view.body.external_id === id) throw slackError('duplicate_external_id');
}

function noteDeed(world: World, { workspace, userId, id, body }: StoredView, how: string): void {
  world.deeds.push({ at: world.clock.now(), workspace, channelId: null, userId, what: `${how} ${body.type} ${id}` });
  world.changes.notify();
}
