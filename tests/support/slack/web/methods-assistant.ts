import { isObject } from '../checks/check-text.ts';
import { limits } from '../checks/limits.ts';
import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import type { AssistantThread } from '../world/model.ts';
import { visibleChannel } from '../world/places.ts';
import type { Call, Method } from './method.ts';
import { tiers } from './method.ts';
import { slackError } from './slack-error.ts';

/** Methods for assistant threads and reactions. */
export const assistantMethods: Readonly<Record<string, Method>> = {
  'assistant.threads.setStatus': {
    scopes: ['assistant:write', 'chat:write'],
    perMinute: tiers.special,
    run: setStatus,
  },
  'assistant.threads.setSuggestedPrompts': { scopes: ['assistant:write'], perMinute: tiers.four, run: setPrompts },
  'assistant.threads.setTitle': { scopes: ['assistant:write'], perMinute: tiers.four, run: setTitle },
  'reactions.add': { scopes: ['reactions:write'], perMinute: tiers.three, run: react },
};

function threadOf({ world, workspace, args }: Call): AssistantThread {
  const channel = visibleChannel(world, workspace, args.need('channel_id'));
  const ts = args.need('thread_ts');
  const known = channel.threads.get(ts);
  if (known !== undefined) return known;
  if (!channel.messages.has(ts)) throw slackError('invalid_thread_ts');
  const thread: AssistantThread = { title: null, status: '', prompts: [] };
  channel.threads.set(ts, thread);
  return thread;
}

function setStatus(call: Call): Fields {
  const status = call.args.text('status') ?? '';
  threadOf(call).status = status;
  call.world.changes.notify();
  return {};
}

function setPrompts(call: Call): Fields {
  const prompts = call.args.json('prompts', 'invalid_arguments');
  if (!arePrompts(prompts) || prompts.length < 1 || prompts.length > limits.prompts) {
    call.world.complaints.push(
      `${call.name}: expected 1 to ${limits.prompts} prompts with title and message, got ${asText(prompts)}`,
    );
    throw slackError('invalid_arguments');
  }
  threadOf(call).prompts = prompts;
  call.world.changes.notify();
  return {};
}

function arePrompts(value: unknown): value is AssistantThread['prompts'] {
  const isPrompt = (one: unknown) =>
    isObject(one) && typeof one['title'] === 'string' && typeof one['message'] === 'string';
  return Array.isArray(value) && value.every(isPrompt);
}

function setTitle(call: Call): Fields {
  threadOf(call).title = call.args.need('title');
  call.world.changes.notify();
  return {};
}

function react({ world, workspace, args }: Call): Fields {
  const channel = visibleChannel(world, workspace, args.need('channel'));
  const message = channel.messages.get(args.need('timestamp'));
  const name = args.need('name');
  if (message === undefined) throw slackError('message_not_found');
  if (!channel.members.has(workspace.bot.id)) throw slackError('not_in_channel');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw slackError('invalid_name');
  const who = message.reactions.get(name) ?? new Set();
  if (who.has(workspace.bot.id)) throw slackError('already_reacted');
  message.reactions.set(name, who.add(workspace.bot.id));
  world.changes.notify();
  return {};
}
