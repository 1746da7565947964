import { ApiError } from '../api-error.ts';
import { messageFlags } from '../codes.ts';
import type { CallbackBody } from '../wire.ts';
import { answerInteraction } from '../world/answer-interaction.ts';
import { answerMessage, deleteAnswer, editAnswer, followUp, openWebhook } from '../world/follow-up.ts';
import type { Interaction, StoredMessage } from '../world/model.ts';
import type { Call, Reply, Route } from './call.ts';
import { done, ok, param } from './call.ts';

const webhook = '/webhooks/{webhook_id}/{webhook_token}';

/** Answers to interactions: the callback and the webhook that an interaction's token opens. */
export const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/{interaction_id}/{interaction_token}/callback', answer: answerCallback },
  {
    method: 'POST',
    path: webhook,
    answer: (call) => ok(followUp(call.world, opened(call), drafted(call)).message),
  },
  ...[`${webhook}/messages/@original`, `${webhook}/messages/{message_id}`].flatMap((path): readonly Route[] => [
    { method: 'GET', path, answer: (call) => ok(answerMessage(opened(call), messageId(call)).message) },
    {
      method: 'PATCH',
      path,
      answer: (call) => ok(editAnswer(call.world, opened(call), { ...drafted(call), id: messageId(call) }).message),
    },
    {
      method: 'DELETE',
      path,
      answer: (call) => {
        deleteAnswer(call.world, opened(call), messageId(call));
        return done;
      },
    },
  ]),
];

const opened = (call: Call): Interaction =>
  openWebhook(call.world, param(call, 'webhook_id'), param(call, 'webhook_token'));

const drafted = ({ body, files, about }: Call) => ({ body: body.message, files, about });

const messageId = ({ params }: Call): string => params['message_id'] ?? '@original';

function answerCallback(call: Call): Reply {
  const { world, files, about } = call;
  const interaction = world.interactions.get(param(call, 'interaction_token'));
  if (interaction === undefined || interaction.id !== param(call, 'interaction_id'))
    throw new ApiError('unknown interaction');
  const body = call.body.callback;
  const stored = answerInteraction(world, interaction, { body, files, about });
  if (call.query.get('with_response') !== 'true') return done;
  return ok(callbackResponse(interaction, body, stored));
}

function callbackResponse({ id, type }: Interaction, body: CallbackBody, stored: StoredMessage | null) {
  const flags = stored?.message.flags ?? 0;
  const about = {
    response_message_id: stored?.message.id,
    response_message_loading: (flags & messageFlags.loading) !== 0,
    response_message_ephemeral: (flags & messageFlags.ephemeral) !== 0,
  };
  return {
    interaction: { id, type, ...(stored === null ? {} : about) },
    resource: { type: body.type, ...(stored === null ? {} : { message: stored.message }) },
  };
}
