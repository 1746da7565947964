import type { Surface } from '#bots/shared/surface.ts';
import { arrange } from '#bots/shared/surface.ts';
import type { Api, Letter, Posted } from './api.ts';
import type { InChannel } from './origin.ts';
import type { SlackMessage } from './render/payload.ts';
import { shareFiles } from './share-files.ts';
import { troubleOf } from './trouble.ts';

interface Post {
  /** A channel, or somebody's id: then it goes to them alone. */
  readonly channel: string;
  readonly thread: string | null;
  /** The message that the reply takes the place of; null: it is a new one. */
  readonly under: InChannel['under'];
  /** What a thread with the bot shows while there is nothing else to show yet. */
  readonly status: string;
  /** Names what is answered: by it our messages are found again. */
  readonly event: string;
  /** Since when they may stand there already, in epoch milliseconds; null: they do not. */
  readonly since: number | null;
}

/** A reply as messages in a channel. */
export function messageSurface(
  { channel, thread, under, status, event, since }: Post,
  api: Api,
): Surface<readonly SlackMessage[]> {
  const ids: string[] = under === null ? [] : [under.ts];
  let place = channel;
  const add = async (content: SlackMessage, nth: number) => {
    const letter = { channel, thread, content, mark: `${event}:${nth}` };
    const made = await (since === null ? api.post(letter) : postOrEdit(letter, since, api));
    place = made.channel;
    return made.ts;
  };
  const shareOnce = shareFiles(api);
  const setStatus = async (text: string) => {
    if (channel.startsWith('D') && thread !== null) await api.showStatus({ channel, ts: thread }, text);
  };
  return {
    acknowledge: async () => await setStatus(status),
    withdraw: async () => await setStatus(''),
    async show(messages, stage) {
      if (stage === 'passing' && ids.length > 0 && !(await api.isRoomyFor('chat.update'))) return;
      await arrange(messages, ids, {
        add,
        // A message that is gone is posted anew.
        edit: async (id, content) => {
          if (id === under?.ts && (await replaced(under.url, content, api))) return;
          const nth = ids.indexOf(id);
          ids[nth] = await editOrAdd({ channel: place, ts: id }, content, {
            api,
            add: async () => await add(content, nth),
          });
        },
        remove: async (id) => await api.remove({ channel: place, ts: id }),
      });
      if (stage === 'final') await shareOnce(messages, { channel: place, thread });
    },
  };
}

/** A process that died may have posted it: then it is made what it should be. Where the bot may not look, it is posted. */
async function postOrEdit(letter: Letter & { readonly mark: string }, since: number, api: Api): Promise<Posted> {
  const { channel, thread, mark, content } = letter;
  const found = await api.find(mark, { channel, thread, since }).catch(() => null);
  if (found === null) return await api.post(letter);
  await api.edit(found, content);
  return found;
}

/** Edits are few in a minute for a whole workspace: where they run short, a press has a way of its own, which can be used up. */
async function replaced(url: string | null, content: SlackMessage, api: Api): Promise<boolean> {
  if (url === null || (await api.isRoomyFor('chat.update'))) return false;
  try {
    await api.respond(url, { content, way: 'replaces', thread: null });
    return true;
  } catch {
    return false;
  }
}

interface Ways {
  readonly api: Api;
  readonly add: () => Promise<string>;
}

/** Where the message stands now. */
async function editOrAdd(message: Posted, content: SlackMessage, { api, add }: Ways): Promise<string> {
  try {
    await api.edit(message, content);
    return message.ts;
  } catch (error) {
    if (troubleOf(error) !== 'message-gone') throw error;
    return await add();
  }
}
