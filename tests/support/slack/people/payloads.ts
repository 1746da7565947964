import type { Fields } from '../wire.ts';
import { installationOf } from '../world/installation-of.ts';
import { messageJson, messageState } from '../world/messages.ts';
import type { Channel, StoredMessage, StoredView, User, Workspace, World } from '../world/model.ts';
import { makeResponseUrl, makeTrigger } from '../world/tickets.ts';
import { viewJson } from '../world/views.ts';

/** Somebody who does something. */
export interface Actor {
  readonly workspace: Workspace;
  readonly user: User;
}

/** What all payloads of interactions tell: who, where, which app. */
export function commonOf(world: World, { workspace, user }: Actor): Fields {
  const { enterprise } = workspace;
  return {
    team: {
      id: workspace.id,
      domain: workspace.domain,
      ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    },
    enterprise,
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    is_enterprise_install: installationOf(world, workspace)?.workspace === null,
  };
}

/** The fields of a slash command. */
export function commandOf(
  world: World,
  actor: Actor,
  typed: { readonly channel: Channel; readonly command: string; readonly text: string },
): Fields {
  const { workspace, user } = actor;
  const { channel, command, text } = typed;
  const { enterprise } = workspace;
  return {
    token: world.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: shownName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: world.app.id,
    is_enterprise_install: String(installationOf(world, workspace)?.workspace === null),
    response_url: makeResponseUrl(world, { channel, userId: user.id, source: null }),
    trigger_id: makeTrigger(world, { workspace, userId: user.id, fromViewId: null }),
  };
}

/** What apps are told a channel is called. */
function shownName({ kind, name }: Channel): string {
  return { public: name, private: 'privategroup', im: 'directmessage', mpim: name }[kind];
}

/** A use of a shortcut, global or on a message. */
export function shortcutOf(
  world: World,
  actor: Actor,
  { callbackId, message }: { readonly callbackId: string; readonly message: StoredMessage | null },
): Fields {
  const { workspace, user } = actor;
  const common = { ...commonOf(world, actor), callback_id: callbackId, action_ts: world.ts() };
  const trigger_id = makeTrigger(world, { workspace, userId: user.id, fromViewId: null });
  if (message === null) return { type: 'shortcut', ...common, trigger_id };
  const { channel } = message;
  return {
    type: 'message_action',
    ...common,
    trigger_id,
    response_url: makeResponseUrl(world, { channel, userId: user.id, source: null }),
    message_ts: message.ts,
    channel: { id: channel.id, name: shownName(channel) },
    message: messageJson(world, message),
  };
}

/** A press or choice in a message. */
export function actionInMessage(
  world: World,
  actor: Actor,
  { message, action }: { readonly message: StoredMessage; readonly action: Fields },
): Fields {
  const { channel, ts, onlyFor, threadTs } = message;
  const { workspace, user } = actor;
  const isEphemeral = onlyFor !== null;
  return {
    type: 'block_actions',
    ...commonOf(world, actor),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
    },
    trigger_id: makeTrigger(world, { workspace, userId: user.id, fromViewId: null }),
    channel: { id: channel.id, name: shownName(channel) },
    // Slack keeps ephemeral messages nowhere, so their payloads lack the message.
    ...(isEphemeral ? {} : { message: messageJson(world, message) }),
    state: { values: messageState(message, user.id) },
    response_url: makeResponseUrl(world, { channel, userId: user.id, source: message }),
    actions: [{ ...action, action_ts: world.ts() }],
  };
}

/** A press or choice in a view. */
export function actionInView(
  world: World,
  actor: Actor,
  { view, action }: { readonly view: StoredView; readonly action: Fields },
): Fields {
  const { workspace, user } = actor;
  return {
    type: 'block_actions',
    ...commonOf(world, actor),
    container: { type: 'view', view_id: view.id },
    trigger_id: makeTrigger(world, { workspace, userId: user.id, fromViewId: view.id }),
    view: viewJson(world, view),
    actions: [{ ...action, action_ts: world.ts() }],
  };
}

/** A form that is sent. */
export function submissionOf(world: World, actor: Actor, view: StoredView): Fields {
  const { workspace, user } = actor;
  return {
    type: 'view_submission',
    ...commonOf(world, actor),
    trigger_id: makeTrigger(world, { workspace, userId: user.id, fromViewId: view.id }),
    view: viewJson(world, view),
    response_urls: [],
  };
}
