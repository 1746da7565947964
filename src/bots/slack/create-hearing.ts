import type { Turns } from '#bots/shared/turns.ts';
import type { Office } from './exchange.ts';
import { hearCommand, hearShortcut } from './hear-command.ts';
import { hearMessage, hearThread } from './hear-message.ts';
import { hearForm, hearPress } from './hear-press.ts';
import type { Hearing } from './hearing.ts';
import { hearHomeOpened } from './home.ts';
import type { Installations } from './installations.ts';
import { eventOf } from './visit.ts';

interface Means {
  readonly turns: Turns;
  /** Null: there is one workspace, and its token is the host's. */
  readonly installations: Installations | null;
}

/** What is done about each thing that is heard; nothing new is begun after the signal. */
export function createHearing(office: Office, { turns, installations }: Means): Hearing {
  const { app, log, signal } = office;
  const begin: Turns['begin'] = (event, work) => {
    if (!signal.aborted) turns.begin(event, work);
  };
  return {
    command: (raw, visit) => begin(raw.trigger_id, async () => await hearCommand(raw, visit, office)),
    shortcut: (raw, visit) => begin(raw.trigger_id, async () => await hearShortcut(raw, visit, office)),
    press: (raw, visit) => begin(raw.trigger_id, async () => await hearPress(raw, visit, office)),
    async form(raw, visit) {
      const { errors, work } = await hearForm(raw, visit, office);
      if (errors === null) begin(eventOf(raw.trigger_id), work);
      return { errors };
    },
    // A message in which the bot is named may come as two events.
    message: (heard, visit) =>
      begin(`${visit.team} ${heard.message.channel} ${heard.message.ts}`, async () => {
        await hearMessage(heard, visit, office);
      }),
    homeOpened: (heard, visit) => begin(heard.event, async () => await hearHomeOpened(heard, visit, office)),
    threadStarted: (heard, visit) => begin(heard.event, async () => await hearThread(heard, visit, office)),
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
