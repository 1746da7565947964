import type { App } from '#core/app.ts';
import type { LearnerId, RequestId } from '#core/ids.ts';
import { requestId } from '#core/ids.ts';
import type { Place } from '#core/request.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Asked, AskedFile } from '#bots/shared/asked.ts';
import type { Inbox } from '#bots/shared/inbox.ts';
import { deliver } from '#bots/shared/deliver.ts';
import { learnersLanguage } from '#bots/shared/learners-language.ts';
import { fileNotice } from '#bots/shared/notice.ts';
import { readFile } from '#bots/shared/read-file.ts';
import type { FileRead } from '#bots/shared/read-file.ts';
import { createStage } from '#bots/shared/stage.ts';
import type { People } from './people.ts';
import type { Replier, Spread } from './places.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import { messageSheet } from './sheet.ts';
import { expert } from './trouble.ts';
import type { UntitledThreads } from './untitled-threads.ts';
import type { Visit } from './visit.ts';
import { learnerOf } from './visit.ts';

/** What every exchange with a learner needs. */
export interface Office extends Easel {
  readonly app: App;
  readonly people: People;
  readonly untitled: UntitledThreads;
  readonly inbox: Inbox;
  /** Whether the bot's token may be sent to this address of a file. */
  readonly isOurs: (url: URL) => boolean;
  /** Aborted when the bot stops: what runs is stopped, and that is what the reply says. */
  readonly signal: AbortSignal;
}

/** Somebody who did something, as far as Slack says. */
export interface Doer {
  readonly user: string;
  readonly visit: Visit;
  /** Names what they did. */
  readonly event: string;
  readonly visibility: Place['visibility'];
  /** Where they did it, by its id; null: nowhere in particular. */
  readonly channel: string | null;
  /** Whether others read the reply. */
  readonly reply?: Place['reply'];
}

/** Somebody who waits for a reply. */
export interface Asker extends Doer {
  readonly learner: LearnerId;
  readonly place: Place;
  readonly locale: string;
  /** IANA; null where Slack does not say. */
  readonly zone: string | null;
  readonly say: Say;
}

export async function meet(doer: Doer, { app, people }: Office): Promise<Asker> {
  const { user, visit, visibility, channel, reply: way } = doer;
  const { locale, zone, role } = await people.of(user, visit);
  const place: Place = {
    platform: 'slack',
    visibility,
    community: visit.team,
    ...(channel === null || visibility === 'private' ? {} : { channel }),
    ...(role === null ? {} : { role }),
    ...(way === undefined ? {} : { reply: way }),
  };
  const learner = learnerOf(user, visit);
  const language = await learnersLanguage({ learner, locale }, app);
  return { ...doer, learner, place, locale: language, zone, say: app.speak(language) };
}

/** What places of replies to somebody have to know. */
export function replierTo({ user, visit: { api }, event, say }: Asker, { inbox }: Pick<Office, 'inbox'>): Replier {
  const id = idOf(event);
  const replied = async () => await inbox.strike(id);
  return { user, api, status: say('slack.working'), event, replied, since: inbox.takenOverFrom(id) };
}

/** Asks core, and shows what it says. */
export async function answer(asked: Asked, { asker, spread }: Waiting, office: Office): Promise<void> {
  await reply(askCore(asked, asker, office), { asker, spread }, office);
}

/** Shows a view of our own. */
export async function tell(view: View, waiting: Waiting, office: Office): Promise<void> {
  await reply(only(view), waiting, office);
}

/** Who waits, and where the reply goes. */
export interface Waiting {
  readonly asker: Asker;
  readonly spread: Spread;
}

async function* only(view: View): AsyncIterable<View> {
  yield view;
}

async function reply(views: AsyncIterable<View>, { asker, spread }: Waiting, office: Office): Promise<void> {
  const { log } = office;
  const stage = createStage({ ...spread, event: asker.event, log, expert });
  const openSheet = (view: View) => messageSheet(view, asker, office);
  await deliver(views, stage, { openSheet, tempo: spread.tempo });
}

/** What core says to it. */
export async function* askCore(asked: Asked, asker: Asker, office: Office): AsyncIterable<View> {
  const { app, signal, isOurs } = office;
  const place = await placeNow(asked, asker, office);
  const about = asked.author === undefined ? {} : { author: asked.author };
  const claim = office.inbox.holds(idOf(asker.event)) ? ({ claim: 'held' } as const) : {};
  const request = { ...requestOf(asker, asker.event), place, command: asked.command, ...about, ...claim };
  if (asked.file === null) return yield* app.handle({ ...request, args: asked.args }, signal);
  const read = await readOurs(asked.file, asker.visit, { isOurs, signal });
  if (read.kind !== 'text') return yield fileNotice(read, asked.file.name, asker.say);
  yield* app.handle({ ...request, args: { ...asked.args, [asked.file.option]: read.text } }, signal);
}

/** What teachers do is done by who is a teacher now, not by who was one lately. */
async function placeNow({ command: name }: Asked, asker: Asker, { app, people }: Office): Promise<Place> {
  const { user, visit, place } = asker;
  const askedBy = app.commands.find((one) => one.name === name)?.askedBy ?? 'everyone';
  if (askedBy === 'everyone') return place;
  const { role: _, ...bare } = place;
  const { role } = await people.now(user, visit);
  return role === null ? bare : { ...bare, role };
}

/** What requests of somebody have in common. */
export function requestOf({ learner, place, locale, zone }: Asker, event: string) {
  const where = zone === null ? {} : { zone };
  return { id: idOf(event), learner, place, locale, ...where, receivedAt: Date.now() };
}

/** By which core knows what somebody did. */
export const idOf = (event: string): RequestId => requestId(`slack:${event}`);

/** The token goes along to Slack's own addresses only; files that are elsewhere cannot be had. */
async function readOurs(
  file: AskedFile,
  { api }: Visit,
  { isOurs, signal }: Pick<Office, 'isOurs' | 'signal'>,
): Promise<FileRead> {
  if (!URL.canParse(file.url) || !isOurs(new URL(file.url))) return { kind: 'unreachable' };
  return await readFile(file, { signal, headers: { authorization: `Bearer ${api.token}` } });
}
