import type { Api, Letter } from './api.ts';
import { mostNonce } from './connection-limits.ts';
import type { OutgoingMessage } from './render/payload.ts';
import type { Surface } from '#bots/shared/surface.ts';
import { arrange } from '#bots/shared/surface.ts';
import { troubleOf } from './trouble.ts';

interface Post {
  /** Asked for when something is first shown. */
  readonly channel: () => Promise<string>;
  /** Of what is answered: the same event is never answered with two messages. */
  readonly event: string;
  /** The message that is answered; null: it is elsewhere. */
  readonly replyTo: string | null;
  /** Whether a process that died may have posted it: then what stands there is made what it should be. */
  readonly isSecond: boolean;
}

/** A reply as messages in a channel. */
export function messageSurface(
  { channel: open, event, replyTo, isSecond }: Post,
  api: Api,
): Surface<readonly OutgoingMessage[]> {
  const ids: string[] = [];
  return {
    async acknowledge() {
      await api.showTyping(await open());
    },
    async show(messages) {
      const channel = await open();
      await arrange(messages, ids, {
        add: async (content, place) => {
          const letter = { channel, content, nonce: nonceOf(event, place), replyTo: null };
          const id =
            place === 0 && replyTo !== null ? await postReply({ ...letter, replyTo }, api) : await api.post(letter);
          // To a nonce that it has seen, Discord gives the message that stands.
          if (isSecond) await api.editMessage(channel, id, content);
          return id;
        },
        edit: async (id, content) => await api.editMessage(channel, id, content),
        remove: async (id) => await api.deleteMessage(channel, id),
      });
    },
    // "… is typing" goes away by itself.
    withdraw: async () => {},
  };
}

/** As a message of its own where the bot may not reply. */
async function postReply(letter: Letter, api: Api): Promise<string> {
  try {
    return await api.post(letter);
  } catch (error) {
    if (troubleOf(error) !== 'no-history') throw error;
    return await api.post({ ...letter, replyTo: null });
  }
}

/** Ids of Discord have at most 20 digits. */
const nonceOf = (event: string, place: number): string => `${event}.${place}`.slice(-mostNonce);
