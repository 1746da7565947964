import type { RequestId } from '#core/ids.ts';
import type { Taking } from '#bots/shared/inbox.ts';
import type { Turns } from '#bots/shared/turns.ts';
import type { Office } from './exchange.ts';
import { idOf } from './exchange.ts';
import { hearCommand, hearShortcut } from './hear-command.ts';
import { hearMessage, hearThread } from './hear-message.ts';
import { hearForm, hearPress } from './hear-press.ts';
import type { Call, Hearing } from './hearing.ts';
import { receiveMessage } from './receive.ts';
import type { Visit } from './visit.ts';
import { hearHomeOpened } from './home.ts';
import type { Installations } from './installations.ts';
import { eventOf } from './visit.ts';

interface Means {
  readonly turns: Turns;
  /** Null: there is one workspace, and its token is the host's. */
  readonly installations: Installations | null;
}

interface Ears {
  readonly hearing: Hearing;
  /** Makes what comes next with this name what another process had; gives whether it has not come, to be asked when it should have. */
  readonly expect: (id: RequestId) => () => boolean;
}

/** What is done about each thing that is heard; nothing new is begun after the signal. */
export function createHearing(office: Office, { turns, installations }: Means): Ears {
  const { app, log, signal } = office;
  const expected = new Set<RequestId>();
  const begin: Turns['begin'] = (event, work) => {
    if (!signal.aborted) turns.begin(event, work);
  };
  const answerTo = async (name: string, { body, otherwise }: Heard, work: () => Promise<void>): Promise<Taking> => {
    const id = idOf(name);
    if (signal.aborted) return 'unsafe';
    if (!expected.delete(id)) return await turns.answer({ id, event: body, otherwise }, work);
    turns.resume(id, work);
    return 'ours';
  };
  const answerOnce = async (ticket: string, { visit, body }: Call, work: (visit: Visit) => Promise<void>) =>
    await answerTo(eventOf(ticket), { body, otherwise: 'is lost' }, async () => await work(visit));
  const hearing: Hearing = {
    command: async (raw, call) =>
      await answerOnce(raw.trigger_id, call, async (visit) => await hearCommand(raw, visit, office)),
    shortcut: async (raw, call) =>
      await answerOnce(raw.trigger_id, call, async (visit) => await hearShortcut(raw, visit, office)),
    press: async (raw, call) =>
      await answerOnce(raw.trigger_id, call, async (visit) => await hearPress(raw, visit, office)),
    async form(raw, call) {
      const { errors, work } = await hearForm(raw, call.visit, office);
      if (errors === null) await answerOnce(raw.trigger_id, call, work);
      return { errors };
    },
    async message(message, { visit, body }) {
      if (receiveMessage(message, visit, app.commands) === null) return 'ours';
      // A message in which the bot is named may come as two events.
      const event = `${visit.team}.${message.channel}.${message.ts}`;
      const work = async () => await hearMessage({ event, message }, visit, office);
      return await answerTo(event, { body, otherwise: 'comes again' }, work);
    },
    homeOpened: (heard, visit) => begin(heard.event, async () => await hearHomeOpened(heard, visit, office)),
    async threadStarted(heard, { visit, body }) {
      const work = async () => await hearThread(heard, visit, office);
      return await answerTo(heard.event, { body, otherwise: 'comes again' }, work);
    },
    removed: (place) =>
      begin(place.event, async () => {
        await installations?.forget(place);
        for (const community of new Set([place.team, place.enterprise])) {
          if (community !== undefined) await app.left('slack', community);
        }
        log.warn('slack installation ended', { team: place.team ?? place.enterprise ?? null });
      }),
  };
  const expect = (id: RequestId) => {
    expected.add(id);
    return () => expected.delete(id);
  };
  return { hearing, expect };
}

interface Heard {
  readonly body: unknown;
  readonly otherwise: 'comes again' | 'is lost';
}
