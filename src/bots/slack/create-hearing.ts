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
  const { signal } = office;
  const expected = new Set<RequestId>();
  const answer: Answer = async (name, { body, otherwise }, work) => {
    const id = idOf(name);
    if (signal.aborted) return 'unsafe';
    if (!expected.delete(id)) return await turns.answer({ id, event: body, otherwise }, work);
    turns.resume(id, work);
    return 'ours';
  };
  const begin: Turns['begin'] = (event, work) => {
    if (!signal.aborted) turns.begin(event, work);
  };
  const expect = (id: RequestId) => {
    expected.add(id);
    return () => expected.delete(id);
  };
  const hearing = {
    ...hearActs(answer, office),
    ...hearWords(answer, office),
    ...hearPlaces(begin, office, installations),
  };
  return { hearing, expect };
}

/** Does what is to be done about an event, once. */
type Answer = (name: string, heard: Heard, work: () => Promise<void>) => Promise<Taking>;

type Acts = Pick<Hearing, 'command' | 'shortcut' | 'press' | 'form'>;

/** What people type, press and fill in: it comes once. */
function hearActs(answer: Answer, office: Office): Acts {
  const once = async (ticket: string, { visit, body }: Call, work: (visit: Visit) => Promise<void>) =>
    await answer(eventOf(ticket), { body, otherwise: 'is lost' }, async () => await work(visit));
  return {
    command: async (raw, call) =>
      await once(raw.trigger_id, call, async (visit) => await hearCommand(raw, visit, office)),
    shortcut: async (raw, call) =>
      await once(raw.trigger_id, call, async (visit) => await hearShortcut(raw, visit, office)),
    press: async (raw, call) => await once(raw.trigger_id, call, async (visit) => await hearPress(raw, visit, office)),
    async form(raw, call) {
      const { errors, work } = await hearForm(raw, call.visit, office);
      if (errors === null) await once(raw.trigger_id, call, work);
      return { errors };
    },
  };
}

/** What people say: it comes again until we have said that we have it. */
function hearWords(answer: Answer, office: Office): Pick<Hearing, 'message' | 'threadStarted'> {
  return {
    async message(message, { visit, body }) {
      if (receiveMessage(message, visit, office.app.commands) === null) return 'ours';
      // A message in which the bot is named may come as two events.
      const event = `${visit.team}.${message.channel}.${message.ts}`;
      const work = async () => await hearMessage({ event, message }, visit, office);
      return await answer(event, { body, otherwise: 'comes again' }, work);
    },
    async threadStarted(heard, { visit, body }) {
      const work = async () => await hearThread(heard, visit, office);
      return await answer(heard.event, { body, otherwise: 'comes again' }, work);
    },
  };
}

/** What nobody waits for. */
function hearPlaces(
  begin: Turns['begin'],
  office: Office,
  installations: Installations | null,
): Pick<Hearing, 'homeOpened' | 'removed'> {
  const { app, log } = office;
  return {
    homeOpened: (heard, visit) => begin(heard.event, async () => await hearHomeOpened(heard, visit, office)),
    removed: (place) =>
      begin(place.event, async () => {
        await installations?.forget(place);
        for (const community of new Set([place.team, place.enterprise])) {
          if (community !== undefined) await app.left('slack', community);
        }
        log.warn('slack installation ended', { team: place.team ?? place.enterprise ?? null });
      }),
  };
}

interface Heard {
  readonly body: unknown;
  readonly otherwise: 'comes again' | 'is lost';
}
