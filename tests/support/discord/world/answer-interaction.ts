import { ApiError } from '../api-error.ts';
import { limits } from '../checks/limits.ts';
import { checkModal } from '../checks/modal.ts';
import { callbackTypes, interactionTypes, messageFlags } from '../codes.ts';
import type { CallbackBody, Message, MessageBody, UploadedFile } from '../wire.ts';
import { editMessage, keepMessage, postMessage, settle } from './messages.ts';
import { isoAt } from './places.ts';
import type { Interaction, StoredMessage, World } from './model.ts';

/** Flags that a new message in answer to an interaction may have. */
const answerFlags =
  messageFlags.suppressEmbeds | messageFlags.ephemeral | messageFlags.suppressNotifications | messageFlags.componentsV2;

/** Flags that an edit may set. */
export const editFlags = messageFlags.suppressEmbeds | messageFlags.componentsV2;

/** An answer with the files that came with it. */
export interface Answer {
  readonly body: CallbackBody;
  readonly files: readonly UploadedFile[];
  /** Names the request in complaints. */
  readonly about: string;
}

/** Takes the first answer to an interaction; gives the message that it made or changed. Throws ApiError. */
export function answerInteraction(world: World, interaction: Interaction, answer: Answer): StoredMessage | null {
  if (interaction.answeredAt !== null) throw new ApiError('already acknowledged');
  if (world.now() - interaction.createdAt > limits.firstAnswerMs) throw new ApiError('unknown interaction');
  const { type } = answer.body;
  if (!typesFor(interaction).includes(type)) {
    const message = `a callback of type ${type} cannot answer an interaction of type ${interaction.type}`;
    settle(world, answer.about, [
      { path: ['type'], code: 'INTERACTION_APPLICATION_COMMAND_CALLBACK', message, kind: 'refused' },
    ]);
  }
  const stored = act(world, interaction, answer);
  interaction.answeredAt = world.now();
  interaction.answer = type;
  if (type !== callbackTypes.deferredMessage && type !== callbackTypes.deferredUpdate)
    interaction.shownAt = world.now();
  interaction.changedAt = world.now();
  interaction.original = stored?.message.id ?? null;
  if (stored !== null) interaction.messageIds.push(stored.message.id);
  world.changes.notify();
  return stored;
}

function typesFor({ type, source }: Interaction): readonly number[] {
  const { message, deferredMessage, deferredUpdate, updateMessage, modal, autocomplete } = callbackTypes;
  switch (type) {
    case interactionTypes.command:
      return [message, deferredMessage, modal];
    case interactionTypes.component:
      return [message, deferredMessage, deferredUpdate, updateMessage, modal];
    case interactionTypes.modal:
      return [message, deferredMessage, ...(source === null ? [] : [deferredUpdate, updateMessage])];
    case interactionTypes.autocomplete:
      return [autocomplete];
    default:
      return [];
  }
}

function act(world: World, interaction: Interaction, answer: Answer): StoredMessage | null {
  const data = answer.body.data ?? {};
  switch (answer.body.type) {
    case callbackTypes.message:
      return postAnswer(world, interaction, { ...answer, body: data });
    case callbackTypes.deferredMessage:
      return think(world, interaction, answer);
    case callbackTypes.deferredUpdate:
      return interaction.source;
    case callbackTypes.updateMessage:
      return update(world, interaction, { ...answer, body: data });
    case callbackTypes.autocomplete:
      interaction.choices = data.choices ?? [];
      return null;
    default:
      return showModal(world, interaction, answer);
  }
}

/** A message that answers: the first one or a follow-up. */
export function postAnswer(
  world: World,
  interaction: Interaction,
  { body, files, about }: MessageAnswer,
): StoredMessage {
  const isPrivate = interaction.mustBePrivate || ((body.flags ?? 0) & messageFlags.ephemeral) !== 0;
  const flags = (body.flags ?? 0) | (isPrivate ? messageFlags.ephemeral : 0);
  const draft = {
    channel: interaction.channel,
    author: world.bot,
    body: { ...body, flags },
    files,
    allowedFlags: answerFlags,
    onlyFor: isPrivate ? interaction.userId : null,
    interactionId: interaction.id,
    more: aboutInteraction(world, interaction),
  };
  return postMessage(world, draft, about);
}

/** The body of a message in answer to an interaction. */
export interface MessageAnswer {
  readonly body: MessageBody;
  readonly files: readonly UploadedFile[];
  readonly about: string;
}

function aboutInteraction(world: World, { id, type, command, owners, userId }: Interaction): Partial<Message> {
  const user = world.users.get(userId);
  const kinds: Record<number, number> = { 1: 20, 2: 23, 3: 23 };
  return {
    type: kinds[command?.type ?? 0] ?? 0,
    application_id: world.application.id,
    webhook_id: world.application.id,
    interaction_metadata: {
      id,
      type,
      user,
      authorizing_integration_owners: owners,
      ...(command === null ? {} : { name: command.name, command_type: command.type }),
    },
  };
}

function think(world: World, interaction: Interaction, { body, about }: Answer): StoredMessage {
  const flags = body.data?.flags ?? 0;
  const others = Object.keys(body.data ?? {}).filter((key) => key !== 'flags');
  const ignored = [
    ...((flags & ~messageFlags.ephemeral) === 0
      ? []
      : [`flags: only EPHEMERAL counts when an answer is deferred, got ${flags}`]),
    ...(others.length === 0 ? [] : [`${others.join(', ')} mean nothing when an answer is deferred`]),
  ];
  world.complain(
    about,
    ignored.map((message) => ({ path: ['data'], code: 'ADVICE', message, kind: 'advice' })),
  );
  interaction.loading = true;
  const isPrivate = interaction.mustBePrivate || (flags & messageFlags.ephemeral) !== 0;
  return keepMessage(world, interaction.channel, {
    message: blankMessage(world, interaction, messageFlags.loading | (isPrivate ? messageFlags.ephemeral : 0)),
    onlyFor: isPrivate ? interaction.userId : null,
    interactionId: interaction.id,
  });
}

function blankMessage(world: World, interaction: Interaction, flags: number): Message {
  return {
    id: world.id(),
    channel_id: interaction.channel.id,
    type: 0,
    author: world.bot,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags,
    timestamp: isoAt(world.now()),
    edited_timestamp: null,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    ...aboutInteraction(world, interaction),
  };
}

function update(world: World, interaction: Interaction, { body, files, about }: MessageAnswer): StoredMessage {
  const { source } = interaction;
  if (source === null) throw new ApiError('unknown message');
  if (!interaction.channel.messages.has(source.message.id)) throw new ApiError('unknown message');
  return editMessage(world, source, { body, files, allowedFlags: editFlags, about });
}

function showModal(world: World, interaction: Interaction, { body, about }: Answer): null {
  const { custom_id: customId = '', title = '', components } = body.data ?? {};
  const modal = { custom_id: customId, title, components: components ?? [] };
  settle(world, about, checkModal(modal));
  interaction.modal = modal;
  return null;
}
