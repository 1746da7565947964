import type { Tempo } from '#bots/shared/pace.ts';
import type { Stage } from '#bots/shared/stage.ts';
import type { Surface } from '#bots/shared/surface.ts';
import type { Api } from './api.ts';
import { patientTempo, tempo, threadTempo } from './connection-limits.ts';
import { messageSurface } from './message-surface.ts';
import type { Origin } from './origin.ts';
import { privateSurface } from './private-surface.ts';
import type { SlackMessage } from './render/payload.ts';

type Messages = readonly SlackMessage[];

/** Where a reply goes, and how it can be written there. */
export interface Spread {
  readonly surface: Surface<Messages>;
  /** To the learner alone, when that fails. */
  readonly elsewhere: Surface<Messages>;
  readonly redo: Stage<Messages>['redo'];
  readonly tempo: Tempo;
}

/** Who is answered, and for what. */
export interface Replier {
  readonly user: string;
  readonly api: Api;
  /** What a thread shows while the reply is coming. */
  readonly status: string;
  /** Names what they did. */
  readonly event: string;
  /** Called when nobody else needs to answer it any more. */
  readonly replied: () => Promise<void>;
  /** Since when a process that died may have answered, in epoch milliseconds; null: none has begun. */
  readonly since: number | null;
}

type Ways = 'in-place' | 'beside';

/** The place of a reply to what was asked there; a home page has another way. */
export function spreadAt(origin: Exclude<Origin, { readonly kind: 'home' }>, way: Ways, replier: Replier): Spread {
  const { user, api, replied, ...about } = replier;
  const elsewhere = messageSurface({ channel: user, thread: null, under: null, ...about }, api);
  switch (origin.kind) {
    case 'message': {
      const under = way === 'in-place' ? origin.under : null;
      const surface = messageSurface({ ...origin, under, ...about }, api);
      const isThread = origin.channel.startsWith('D') && origin.thread !== null && under === null;
      return { surface, elsewhere, redo: 'freely', tempo: isThread ? threadTempo : tempo };
    }
    case 'private': {
      const [how, redo, speed] =
        way === 'in-place' ? (['replaces', 'freely', tempo] as const) : (['beside', 'never', patientTempo] as const);
      return { surface: privateSurface({ ...origin, way: how, user, replied }, api), elsewhere, redo, tempo: speed };
    }
    case 'nowhere':
      return { surface: elsewhere, elsewhere, redo: 'freely', tempo };
  }
}
