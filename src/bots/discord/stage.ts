import type { Log } from '#core/ports/log.ts';
import type { View } from '#core/view.ts';
import type { OutgoingMessage } from './render/payload.ts';
import type { Surface } from './surface.ts';
import type { Trouble } from './trouble.ts';
import { reasonOf, troubleOf } from './trouble.ts';

/** Where a reply is shown, come what may: it never rejects, and says in the log what could not be delivered. */
export interface Stage {
  acknowledge(): Promise<void>;
  show(messages: readonly OutgoingMessage[], stage: View['stage']): Promise<void>;
  withdraw(): Promise<void>;
}

interface Places {
  readonly surface: Surface;
  /** Where the finished reply goes when the surface takes nothing any more: to the learner alone. */
  readonly elsewhere: Surface;
  /** Names the event in the log. */
  readonly event: string;
  readonly log: Log;
}

export function createStage({ surface, elsewhere, event, log }: Places): Stage {
  let place = surface;
  let told: Trouble | null = null;
  /** One line for each thing that is wrong, however much of the reply it meets. */
  const tell = (error: unknown) => {
    const trouble = troubleOf(error);
    if (told !== trouble) log.warn('reply not delivered', { event, trouble, why: reasonOf(error) });
    told = trouble;
    return trouble;
  };
  /** What fails here is no loss: the finished reply meets the same, and says so, or it arrives. */
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      // What Discord does not accept is a mistake of ours, and told in any case.
      if (troubleOf(error) === 'refused') tell(error);
    }
  };
  const moveElsewhere = async (messages: readonly OutgoingMessage[]) => {
    place = elsewhere;
    try {
      await elsewhere.show(messages);
      log.info('reply sent to the learner alone', { event });
    } catch (error) {
      log.warn('reply given up', { event, trouble: troubleOf(error), why: reasonOf(error) });
    }
  };
  return {
    acknowledge: async () => await attempt(async () => await place.acknowledge()),
    withdraw: async () => await attempt(async () => await place.withdraw()),
    async show(messages, stage) {
      if (stage === 'passing') return await attempt(async () => await place.show(messages));
      try {
        await place.show(messages);
      } catch (error) {
        const trouble = tell(error);
        if (place === surface && whenElsewhere.has(trouble)) await moveElsewhere(messages);
      }
    },
  };
}

/** Then the learner may still be waiting for it, and can be reached another way. */
const whenElsewhere: ReadonlySet<Trouble> = new Set(['expired', 'place-gone', 'forbidden', 'too-many-follow-ups']);
