import type { Surface } from '#bots/shared/surface.ts';
import type { Api } from './api.ts';
import { mostResponses } from './connection-limits.ts';
import type { SlackMessage } from './render/payload.ts';
import { shareFiles } from './share-files.ts';

interface Reply {
  /** Slack takes five messages there, within half an hour. */
  readonly url: string;
  readonly thread: string | null;
  /** In the place of the message that was pressed under, which can be replaced again and again, or beside it. */
  readonly way: 'replaces' | 'beside';
  /** Files go to them: where others read along, everybody would see them. */
  readonly user: string;
  /** Called as soon as the finished words stand there: from then on they must not come again. */
  readonly replied: () => Promise<void>;
}

/** A reply that only who asked sees, where others read along. */
export function privateSurface({ url, thread, way, user, replied }: Reply, api: Api): Surface<readonly SlackMessage[]> {
  let uses = 0;
  let rest: 'to come' | 'sent' = 'to come';
  const respond = async (content: SlackMessage, how: Reply['way']) => {
    uses += 1;
    await api.respond(url, { content, way: how, thread });
  };
  const shareOnce = shareFiles(api);
  return {
    // Nothing says there that something is coming.
    acknowledge: async () => {},
    withdraw: async () => {},
    async show([first, ...others], stage) {
      if (first === undefined) return;
      // The finished reply may need four: three messages, and the first again with its pictures.
      if (stage === 'passing' && uses > 0) return;
      if (uses < mostResponses) await respond(first, way);
      if (stage === 'passing' || rest === 'sent') return;
      rest = 'sent';
      await replied();
      for (const message of others) await respond(message, 'beside');
      const named = [first, ...others].filter(({ files }) => files.length > 0);
      const [content] = named;
      if (content === undefined) return;
      const { channel } = await api.post({ channel: user, thread: null, content: { ...content, files: [] } });
      await shareOnce(named, { channel, thread: null });
    },
  };
}
