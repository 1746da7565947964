import { z } from 'zod';
import type { NoteStore } from '#core/ports/store.ts';
import type { Resume } from '#bots/shared/inbox.ts';
import type { Turns } from '#bots/shared/turns.ts';
import type { Office } from './exchange.ts';
import { idOf } from './exchange.ts';
import { hearInteraction } from './hear-interaction.ts';
import { hearMessage } from './hear-message.ts';
import type { Hearing } from './hearing.ts';
import type { Locales } from './locales.ts';
import { createLocales } from './locales.ts';
import { receiveMessage } from './receive-message.ts';
import { registerCommands } from './register-commands.ts';
import type { RawInteraction, RawMessage } from './wire.ts';
import { readInteraction, readMessage } from './wire.ts';

interface Setting {
  readonly guildId: string | null;
  readonly notes: NoteStore;
}

interface Ears {
  readonly hearing: Hearing;
  /** Settles when we know who we are. */
  readonly known: Promise<void>;
  /** Goes on with what another process heard. */
  readonly resume: Resume;
}

/** What is done about each thing that is heard; nothing new is begun after the signal. */
export function createHearing(office: Office, turns: Turns, setting: Setting): Ears {
  const identity = createIdentity();
  const locales = createLocales();
  const answers = createAnswers(office, locales);
  // oxlint-disable-next-line typescript/require-await -- what it throws is a rejection
  const resume: Resume = async (event, id) => {
    const { raw, message } = kept.parse(event);
    const [interaction, letter, self] = [readInteraction(raw), readMessage(message), identity.self()];
    if (interaction !== null) return turns.resume(id, answers.toInteraction(interaction));
    if (letter !== null && self !== null) return turns.resume(id, answers.toMessage(letter, self));
    throw new Error('expected an interaction, or a message when we know who we are');
  };
  const people = hearPeople({ answers, identity, turns }, office);
  const hearing = { ...people, ...hearPlaces({ identity, locales, turns }, office, setting) };
  return { hearing, known: identity.known, resume };
}

/** What is kept of an event. */
const kept = z.object({ raw: z.unknown().optional(), message: z.unknown().optional() });

/** The user that the bot is. */
interface Identity {
  self(): string | null;
  readonly known: Promise<void>;
  is(user: string): void;
}

function createIdentity(): Identity {
  const known = Promise.withResolvers<void>();
  let self: string | null = null;
  return {
    self: () => self,
    known: known.promise,
    is(user) {
      self = user;
      known.resolve();
    },
  };
}

interface Answers {
  toInteraction(raw: RawInteraction): () => Promise<void>;
  toMessage(message: RawMessage, self: string): () => Promise<void>;
}

function createAnswers(office: Office, locales: Locales): Answers {
  return {
    toInteraction(raw) {
      const receivedAt = performance.now();
      const user = raw.member?.user ?? raw.user;
      if (user !== undefined) locales.note(user.id, raw.locale);
      return async () => await hearInteraction(raw, receivedAt, office);
    },
    toMessage(message, self) {
      const localeOf = () => locales.of(message.author.id, message.guild_id);
      return async () => await hearMessage(message, { self, localeOf }, office);
    },
  };
}

interface OfPeople {
  readonly answers: Answers;
  readonly identity: Identity;
  readonly turns: Turns;
}

const suggestionsWanted = 4;

function hearPeople(
  { answers, identity, turns }: OfPeople,
  { app, signal, log }: Office,
): Pick<Hearing, 'interaction' | 'message'> {
  // Neither by the gateway nor by HTTP does anything come again.
  const answerable = (id: string, event: object) => ({ id: idOf(id), event, otherwise: 'is lost' }) as const;
  return {
    async interaction(raw) {
      if (signal.aborted) return 'unsafe';
      const work = answers.toInteraction(raw);
      // What is suggested while somebody types is of no use a moment later.
      if (raw.type !== suggestionsWanted) return await turns.answer(answerable(raw.id, { raw }), work);
      turns.begin(raw.id, work);
      return 'ours';
    },
    message(raw) {
      const self = identity.self();
      if (self === null || signal.aborted) return;
      if (receiveMessage(raw, { self, commands: app.commands }) === null) return;
      const taking = turns.answer(answerable(raw.id, { message: raw }), answers.toMessage(raw, self));
      taking.catch((error: unknown) => log.error('event failed', { event: raw.id, error }));
    },
  };
}

interface OfPlaces {
  readonly identity: Identity;
  readonly locales: Locales;
  readonly turns: Turns;
}

function hearPlaces(
  { identity, locales, turns }: OfPlaces,
  { app, api, log, signal }: Office,
  { guildId, notes }: Setting,
): Pick<Hearing, 'ready' | 'guild' | 'guildGone'> {
  const begin: Turns['begin'] = (event, work) => {
    if (!signal.aborted) turns.begin(event, work);
  };
  return {
    ready({ application, user }) {
      identity.is(user);
      const where = { application, guild: guildId, signal };
      begin('registration', async () => await registerCommands(app, where, { api, notes, log }));
    },
    guild(id, locale) {
      // English is what is taken for the others: the few that differ are remembered.
      if (locale !== 'en-US') locales.note(id, locale);
    },
    guildGone(id) {
      // It may be added and removed again: each time counts.
      begin(`removed from ${id} at ${Date.now()}`, async () => {
        await app.left('discord', id);
        log.warn('removed from a discord server', { guild: id });
      });
    },
  };
}
