import type { Inbox } from '#bots/shared/inbox.ts';
import type { App } from '#core/app.ts';
import type { LearnerId, RequestId } from '#core/ids.ts';
import { requestId } from '#core/ids.ts';
import type { Place } from '#core/request.ts';
import type { View } from '#core/view.ts';
import { languageFor } from '#core/words.ts';
import type { Api } from './api.ts';
import { deliver } from '#bots/shared/deliver.ts';
import { tempo } from './connection-limits.ts';
import { messageSurface } from './message-surface.ts';
import { fileNotice } from '#bots/shared/notice.ts';
import { readFile } from '#bots/shared/read-file.ts';
import type { Asked } from '#bots/shared/asked.ts';
import type { OutgoingMessage } from './render/payload.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import { openSheet } from './sheet.ts';
import { createStage } from '#bots/shared/stage.ts';
import type { Surface } from '#bots/shared/surface.ts';
import { expert } from './trouble.ts';

/** What every exchange with a learner needs. */
export interface Office extends Easel {
  readonly app: App;
  readonly api: Api;
  readonly inbox: Inbox;
  /** Aborted when the bot stops: what runs is stopped, and that is what the reply says. */
  readonly signal: AbortSignal;
}

/** Somebody who waits for a reply, and where it goes. */
export interface Waiting {
  /** Discord's id of what they did. */
  readonly event: string;
  readonly user: string;
  readonly learner: LearnerId;
  readonly place: Place;
  readonly locale: string;
  readonly surface: Surface<readonly OutgoingMessage[]>;
}

/** Asks core, and shows what it says. */
export async function answer(asked: Asked, waiting: Waiting, office: Office): Promise<void> {
  await reply(askCore(asked, waiting, office), waiting, office);
}

/** Shows a view of our own. */
export async function tell(view: View, waiting: Waiting, office: Office): Promise<void> {
  await reply(only(view), waiting, office);
}

async function* only(view: View): AsyncIterable<View> {
  yield view;
}

async function reply(views: AsyncIterable<View>, waiting: Waiting, office: Office): Promise<void> {
  const { event, user, learner, locale, surface } = waiting;
  const { api, app, inbox, log } = office;
  const channel = once(async () => await api.openDirectMessages(user));
  const elsewhere = messageSurface(
    { channel, event, replyTo: null, isSecond: inbox.takenOverFrom(idOf(event)) !== null },
    api,
  );
  const say = app.speak(languageFor(locale));
  const stage = createStage({ surface, elsewhere, redo: 'freely', event, log, expert });
  await deliver(views, stage, { openSheet: (view) => openSheet(view, { learner, say }, office), tempo });
}

/** By which core knows what somebody did. */
export const idOf = (event: string): RequestId => requestId(`discord:${event}`);

async function* askCore(asked: Asked, waiting: Waiting, { app, inbox, signal }: Office): AsyncIterable<View> {
  const { event, learner, place, locale } = waiting;
  const id = idOf(event);
  const about = asked.author === undefined ? {} : { author: asked.author };
  const claim = inbox.holds(id) ? ({ claim: 'held' } as const) : {};
  const request = { id, command: asked.command, learner, place, locale, receivedAt: Date.now(), ...about, ...claim };
  if (asked.file === null) return yield* app.handle({ ...request, args: asked.args }, signal);
  const read = await readFile(asked.file, { signal });
  if (read.kind !== 'text') return yield fileNotice(read, asked.file.name, app.speak(languageFor(locale)));
  yield* app.handle({ ...request, args: { ...asked.args, [asked.file.option]: read.text } }, signal);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return async () => await (made ??= make());
}
