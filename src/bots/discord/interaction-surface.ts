import type { Api, FirstResponse, Privacy, Ticket } from './api.ts';
import type { OutgoingMessage } from './render/payload.ts';
import type { Surface } from '#bots/shared/surface.ts';
import { arrange } from '#bots/shared/surface.ts';
import { troubleOf } from './trouble.ts';

interface Reply {
  readonly ticket: Ticket;
  /** `beside` what was there, or in the place of the message that the button stood under. */
  readonly where: 'beside' | 'in-place';
  readonly privacy: Privacy;
}

/** The message that Discord keeps as the reply to an interaction. */
const original = '@original';

/** The reply to an interaction: the first response, edited from then on, and follow-ups where one message is not enough. */
export function interactionSurface({ ticket, where, privacy }: Reply, api: Api): Surface<readonly OutgoingMessage[]> {
  const head = headOf({ ticket, where, privacy }, api);
  const further: string[] = [];
  return {
    acknowledge: head.acknowledge,
    withdraw: head.withdraw,
    async show([first, ...rest]) {
      if (first === undefined) return;
      await head.show(first);
      await arrange(rest, further, {
        add: async (message) => await api.followUp(ticket, message, privacy),
        edit: async (id, message) => await api.editReply(ticket, id, message),
        remove: async (id) => await api.deleteReply(ticket, id),
      });
    },
  };
}

interface Head extends Pick<Surface<readonly OutgoingMessage[]>, 'acknowledge' | 'withdraw'> {
  show(content: OutgoingMessage): Promise<void>;
}

/** The first message of a reply. */
function headOf({ ticket, where, privacy }: Reply, api: Api): Head {
  let standing: 'nothing' | 'acknowledged' | 'acknowledged by others' | 'shown' = 'nothing';
  let id = original;

  const news = (content: OutgoingMessage): FirstResponse => ({ kind: 'message', content, privacy });
  const isFirst = async (response: FirstResponse) =>
    standing === 'nothing' && (await respond(api, ticket, response)) === 'done';
  const showThere = async (content: OutgoingMessage) => {
    if (await isFirst(where === 'in-place' ? { kind: 'update', content } : news(content))) return;
    await api.editReply(ticket, id, content);
  };
  return {
    async acknowledge() {
      const response: FirstResponse = where === 'in-place' ? { kind: 'update-later' } : { kind: 'thinking', privacy };
      standing = (await isFirst(response)) ? 'acknowledged' : 'acknowledged by others';
    },
    async show(content) {
      try {
        await showThere(content);
      } catch (error) {
        if (troubleOf(error) !== 'message-gone') throw error;
        // What it should have replaced is gone: a message of its own instead.
        if (!(await isFirst(news(content)))) id = await api.followUp(ticket, content, privacy);
      }
      standing = 'shown';
    },
    async withdraw() {
      if (standing === 'acknowledged' && where === 'beside') await api.deleteReply(ticket, original);
    },
  };
}

/** Another try, or another delivery of the same event, may have been faster: then there is a reply to edit. */
async function respond(api: Api, ticket: Ticket, response: FirstResponse): Promise<'done' | 'was done'> {
  try {
    await api.respond(ticket, response);
    return 'done';
  } catch (error) {
    if (troubleOf(error) !== 'acknowledged') throw error;
    return 'was done';
  }
}
