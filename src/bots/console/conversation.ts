import type { App } from '#core/app.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { LearnerId, RequestId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { HeardLine } from './heard.ts';
import type { Offer } from './offers.ts';
import { offersOf } from './offers.ts';
import { promptFor } from './prompt.ts';
import type { Act, Desk, Standing } from './receive.ts';
import { receive } from './receive.ts';
import type { Surface } from './surface.ts';
import type { Asked } from './typed-command.ts';

/** Who is there, and what a request needs to know. */
export interface Company {
  readonly learner: LearnerId;
  /** BCP 47. */
  readonly locale: string;
  /** Gives an id that no request ever had. */
  readonly newRequestId: () => RequestId;
  readonly clock: Clock;
}

interface Talk extends Company {
  readonly app: App;
  readonly surface: Surface;
  /** Speaks the language that the learner chose last, once that has been listened for. */
  readonly say: Say;
  readonly listenAgain: () => Promise<void>;
  /** Told who reads what comes by itself. */
  readonly seat: (reader: Reader) => void;
  readonly signal: AbortSignal;
}

/** Reads a view that comes by itself, when it is its turn; what it offers can be pressed from then on. */
export type Reader = (view: View) => Promise<void>;

/** Hears and answers line by line, one after another, until the input ends, /quit or the signal. */
export async function converse(talk: Talk): Promise<void> {
  const { app, surface, say, signal } = talk;
  const desk = { commands: app.commands, say, surface: surface.kind };
  let standing: Standing = { offers: [], doing: { kind: 'listening' } };
  // One thing is shown after another: a reply under way, then what has come meanwhile.
  let showing: Promise<unknown> = Promise.resolve();
  const read: Reader = async (view) => {
    await surface.show(view);
    standing = { ...standing, offers: offersOf(view) };
    surface.prompt(promptFor(standing, say));
  };
  talk.seat((view) => {
    const mine = showing.then(async () => await read(view));
    showing = mine.catch(() => undefined);
    return mine;
  });
  surface.prompt(promptFor(standing, say));
  for await (const heard of surface.heard) {
    if (signal.aborted) return;
    const { act, doing } = receive(heard, standing, desk);
    if (act.kind === 'quit') return;
    const performing = showing.then(async () => await perform(act, talk));
    showing = performing.catch(() => undefined);
    standing = { offers: (await performing) ?? standing.offers, doing };
    surface.prompt(promptFor(standing, say));
  }
}

/** Null when what was offered before still stands. */
async function perform(act: Exclude<Act, { readonly kind: 'quit' }>, talk: Talk): Promise<readonly Offer[] | null> {
  switch (act.kind) {
    case 'nothing':
      return null;
    case 'tell':
      await talk.surface.show(act.view);
      return null;
    case 'send': {
      const last = await reply(act.asked, talk);
      await talk.listenAgain();
      return last === null ? null : offersOf(last);
    }
  }
}

/** Shows the answer as it comes; gives its last view that stays. What a view offers in passing can be taken meanwhile. */
async function reply(asked: Asked, talk: Talk): Promise<View | null> {
  const { app, surface, signal } = talk;
  const desk = { commands: app.commands, say: talk.say, surface: surface.kind };
  const taken: Promise<void>[] = [];
  let passing: View | null = null;
  const last = await surface.whileStoppable(
    async (stop) => {
      let stays: View | null = null;
      for await (const view of app.handle(requestOf(asked, talk), AbortSignal.any([signal, stop]))) {
        passing = view.stage === 'passing' ? view : null;
        if (view.stage === 'passing') surface.showPassing(view);
        else await surface.show((stays = view));
      }
      return stays;
    },
    (line) => {
      const offered = passing === null ? null : offeredBy(line, passing, desk);
      if (offered !== null) taken.push(askBeside(offered, () => passing !== null, talk));
      return offered !== null;
    },
  );
  await Promise.all(taken);
  return last;
}

function requestOf(asked: Asked, { learner, locale, newRequestId, clock }: Company): Request {
  // Whoever sits at this machine may do anything here.
  const where = { community: 'console', channel: 'console', role: 'teacher' } as const;
  const place = { platform: 'console', visibility: 'private', ...where } as const;
  return { ...asked, id: newRequestId(), learner, place, locale, receivedAt: clock.now() };
}

/** What a view offers that a line asks for, by its number or its command; null when it is about something else. */
function offeredBy(line: HeardLine, view: View, desk: Desk): Asked | null {
  const offers = offersOf(view);
  const { act } = receive(line, { offers, doing: { kind: 'listening' } }, desk);
  if (act.kind !== 'send') return null;
  const choices = offers.flatMap((offer) => (offer.kind === 'choice' ? [offer.choice] : []));
  const choice = choices.find(
    ({ command, args }) =>
      command === act.asked.command && (args === act.asked.args || Object.keys(act.asked.args).length === 0),
  );
  return choice === undefined ? null : { command: choice.command, args: choice.args };
}

/** Asks while another answer is on its way, which says itself what came of it: this one's is shown in passing. */
async function askBeside(asked: Asked, isUnderWay: () => boolean, talk: Talk): Promise<void> {
  for await (const view of talk.app.handle(requestOf(asked, talk), talk.signal)) {
    if (isUnderWay()) talk.surface.showPassing(view);
  }
}
