import type { Place } from '#core/request.ts';
import { learnersLanguage } from '#bots/shared/learners-language.ts';
import type { Office } from './exchange.ts';
import { answer, idOf } from './exchange.ts';
import { messageSurface } from './message-surface.ts';
import { learnerOf } from './receive.ts';
import { receiveMessage } from './receive-message.ts';
import type { RawMessage } from './wire.ts';

interface Hearing {
  /** The user that the bot is. */
  readonly self: string;
  /** BCP 47: messages do not tell. */
  readonly localeOf: (message: RawMessage) => string;
}

/** Answers one message, if it is for us. */
export async function hearMessage(message: RawMessage, { self, localeOf }: Hearing, office: Office): Promise<void> {
  const { api, app, inbox } = office;
  const asked = receiveMessage(message, { self, commands: app.commands });
  if (asked === null) return;
  const { id: event, author, channel_id: channel, guild_id: guild } = message;
  const isSecond = inbox.takenOverFrom(idOf(event)) !== null;
  const open = async () => await Promise.resolve(channel);
  const surface = messageSurface({ channel: open, event, replyTo: event, isSecond }, api);
  const place: Place =
    guild === undefined
      ? { platform: 'discord', visibility: 'private' }
      : // Messages do not tell what their authors may do.
        { platform: 'discord', visibility: 'shared', community: guild, channel, reply: 'open' };
  const learner = learnerOf(author.id);
  const locale = await learnersLanguage({ learner, locale: localeOf(message) }, app);
  const who = { user: author.id, learner, locale };
  await answer(asked, { ...who, event, place, surface }, office);
}
