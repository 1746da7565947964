import { ApiError } from '../api-error.ts';
import { limits } from '../checks/limits.ts';
import type { Snowflake } from '../wire.ts';
import type { MessageAnswer } from './answer-interaction.ts';
import { editFlags, postAnswer } from './answer-interaction.ts';
import { editMessage, removeMessage } from './messages.ts';
import type { Interaction, StoredMessage, World } from './model.ts';

/** The interaction whose token opens the webhook of the application now. Throws ApiError. */
export function openWebhook(world: World, applicationId: Snowflake, token: string): Interaction {
  if (applicationId !== world.application.id) throw new ApiError('unknown webhook');
  const interaction = world.interactions.get(token);
  if (interaction === undefined || world.now() - interaction.createdAt >= limits.tokenLifeMs) {
    throw new ApiError('invalid webhook token');
  }
  if (interaction.answeredAt === null) throw new ApiError('unknown webhook');
  return interaction;
}

/** A message of an interaction: the first answer, or a follow-up by id. Throws ApiError. */
export function answerMessage(interaction: Interaction, id: string): StoredMessage {
  const wanted = id === '@original' ? interaction.original : id;
  const stored = wanted === null ? undefined : interaction.channel.messages.get(wanted);
  if (stored === undefined) throw new ApiError('unknown message');
  if (wanted !== interaction.original && stored.interactionId !== interaction.id) throw new ApiError('unknown message');
  return stored;
}

/** Posts one more message. While "is thinking" stands there, it takes its place instead, as Discord does. */
export function followUp(world: World, interaction: Interaction, answer: MessageAnswer): StoredMessage {
  if (interaction.loading) return editAnswer(world, interaction, { ...answer, id: '@original' });
  if (interaction.byUserAlone && interaction.followUps >= limits.followUpsOfUserInstall)
    throw new ApiError('too many follow-ups');
  const stored = postAnswer(world, interaction, answer);
  interaction.followUps += 1;
  interaction.messageIds.push(stored.message.id);
  shown(world, interaction);
  return stored;
}

/** Changes a message of an interaction. */
export function editAnswer(
  world: World,
  interaction: Interaction,
  answer: MessageAnswer & { readonly id: string },
): StoredMessage {
  const stored = answerMessage(interaction, answer.id);
  const { body, files, about } = answer;
  editMessage(world, stored, { body, files, about, allowedFlags: editFlags });
  if (stored.message.id === interaction.original) interaction.loading = false;
  interaction.edits += 1;
  shown(world, interaction);
  return stored;
}

/** Takes a message of an interaction away. */
export function deleteAnswer(world: World, interaction: Interaction, id: string): void {
  const stored = answerMessage(interaction, id);
  if (stored.message.id === interaction.original) interaction.loading = false;
  removeMessage(world, stored);
  interaction.changedAt = world.now();
}

function shown(world: World, interaction: Interaction): void {
  interaction.shownAt ??= world.now();
  interaction.changedAt = world.now();
  world.changes.notify();
}
