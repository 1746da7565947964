import { checkMessage } from '../checks/check-message.ts';
import { isObject } from '../checks/check-text.ts';
import { limits } from '../checks/limits.ts';
import type { Fields } from '../wire.ts';
import { asText, isBlocks } from '../wire.ts';
import { editMessage, postMessage, removeMessage } from '../world/messages.ts';
import type { ResponseUrl, World } from '../world/model.ts';
import { responseUrlLifeMs } from '../world/tickets.ts';
import { slackError } from './slack-error.ts';

/** Does what is posted to a response_url; throws what Slack answers when it is unknown, used up or old. */
export function answerResponseUrl(world: World, path: string, body: string): void {
  const place = world.responseUrls.get(path);
  if (place === undefined) throw slackError('no_such_url');
  if (world.clock.now() - place.madeAt > responseUrlLifeMs) throw slackError('expired_url');
  if (place.uses >= limits.responseUrlUses) throw slackError('used_url');
  const message: unknown = JSON.parse(body);
  if (!isObject(message)) throw slackError('invalid_payload');
  answerWith(world, place, { message, about: 'response_url' });
  place.uses += 1;
}

/** Shows a message that answers a command or an action, whether posted to the response_url or with the acknowledgement. */
export function answerWith(
  world: World,
  place: ResponseUrl,
  { message, about }: { readonly message: Fields; readonly about: string },
): void {
  const { channel, source } = place;
  const isTrue = (name: string) => asText(message[name]) === 'true';
  // After a command there is no original: the wish is not heard.
  const original = source !== null && channel.messages.has(source.ts) ? source : null;
  if (isTrue('delete_original')) {
    if (original !== null) removeMessage(world, original);
    return;
  }
  checkMessage(world, about, message);
  const { text, blocks, replace_original: wish } = message;
  const content = { text: asText(text), blocks: isBlocks(blocks) ? blocks : [] };
  if (original !== null && wish === undefined)
    world.complaints.push(
      `${about}: says neither replace_original nor delete_original, and Slack's default is to replace`,
    );
  if (original !== null && (wish === undefined || isTrue('replace_original'))) editMessage(world, original, content);
  else postMessage(world, { ...content, channel, userId: channel.workspace.bot.id, ...audienceOf(place, message) });
}

function audienceOf({ userId }: ResponseUrl, { thread_ts: threadTs, response_type: type }: Fields) {
  return {
    threadTs: typeof threadTs === 'string' ? threadTs : null,
    onlyFor: type === 'in_channel' ? null : userId,
  };
}
