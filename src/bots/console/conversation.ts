import type { App } from '#core/app.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { LearnerId, RequestId } from '#core/ids.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Offer } from './offers.ts';
import { offersOf } from './offers.ts';
import { promptFor } from './prompt.ts';
import type { Act, Standing } from './receive.ts';
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
  readonly say: Say;
  readonly signal: AbortSignal;
}

/** Hears and answers line by line, one after another, until the input ends, /quit or the signal. */
export async function converse(talk: Talk): Promise<void> {
  const { app, surface, say, signal } = talk;
  const desk = { commands: app.commands, say, surface: surface.kind };
  let standing: Standing = { offers: [], doing: { kind: 'listening' } };
  surface.prompt(promptFor(standing, say));
  for await (const heard of surface.heard) {
    if (signal.aborted) return;
    const { act, doing } = receive(heard, standing, desk);
    if (act.kind === 'quit') return;
    standing = { offers: (await perform(act, talk)) ?? standing.offers, doing };
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
      return last === null ? null : offersOf(last);
    }
  }
}

/** Shows the answer as it comes; gives its last view that stays. */
async function reply(asked: Asked, { app, surface, signal, ...company }: Talk): Promise<View | null> {
  const { learner, locale, newRequestId, clock } = company;
  const place = { platform: 'console', visibility: 'private' } as const;
  const request = { ...asked, id: newRequestId(), learner, place, locale, receivedAt: clock.now() };
  return await surface.whileStoppable(async (stop) => {
    let last: View | null = null;
    for await (const view of app.handle(request, AbortSignal.any([signal, stop]))) {
      if (view.stage === 'passing') surface.showPassing(view);
      else await surface.show((last = view));
    }
    return last;
  });
}
