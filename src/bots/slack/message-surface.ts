import type { Surface } from '#bots/shared/surface.ts';
import { arrange } from '#bots/shared/surface.ts';
import type { Api, Posted } from './api.ts';
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
}

/** A reply as messages in a channel. */
export function messageSurface({ channel, thread, under, status }: Post, api: Api): Surface<readonly SlackMessage[]> {
  const ids: string[] = under === null ? [] : [under.ts];
  let place = channel;
  const add = async (content: SlackMessage) => {
    const made = await api.post({ channel, thread, content });
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
          ids[ids.indexOf(id)] = await editOrAdd({ channel: place, ts: id }, content, { api, add });
        },
        remove: async (id) => await api.remove({ channel: place, ts: id }),
      });
      if (stage === 'final') await shareOnce(messages, { channel: place, thread });
    },
  };
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
  readonly add: (content: SlackMessage) => Promise<string>;
}

/** Where the message stands now. */
async function editOrAdd(message: Posted, content: SlackMessage, { api, add }: Ways): Promise<string> {
  try {
    await api.edit(message, content);
    return message.ts;
  } catch (error) {
    if (troubleOf(error) !== 'message-gone') throw error;
    return await add(content);
  }
}
