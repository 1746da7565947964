import type { Log } from '#core/ports/log.ts';
import type { View } from '#core/view.ts';
import type { Surface } from './surface.ts';

/** Where a reply is shown, come what may: it never rejects, and says in the log what could not be delivered. */
export interface Stage<Shown> {
  /** Whether what was shown can be replaced. */
  readonly redo: 'freely' | 'never';
  acknowledge(): Promise<void>;
  show(shown: Shown, stage: View['stage']): Promise<void>;
  withdraw(): Promise<void>;
}

interface Places<Shown, Trouble extends string> {
  readonly surface: Surface<Shown>;
  readonly redo: Stage<Shown>['redo'];
  /** Where the finished reply goes when the surface takes nothing any more: to the learner alone. */
  readonly elsewhere: Surface<Shown> | null;
  /** Names the event in the log. */
  readonly event: string;
  readonly log: Log;
  readonly expert: Expert<Trouble>;
}

/** What a platform's errors mean. */
export interface Expert<Trouble extends string> {
  readonly troubleOf: (error: unknown) => Trouble | 'refused';
  /** What may stand in the log. */
  readonly reasonOf: (error: unknown) => string;
  /** Then the learner may still be waiting for it, and can be reached another way. */
  readonly whenElsewhere: ReadonlySet<Trouble | 'refused'>;
}

export function createStage<Shown, Trouble extends string>(places: Places<Shown, Trouble>): Stage<Shown> {
  const { surface, elsewhere, redo, event, log, expert } = places;
  const { troubleOf, reasonOf, whenElsewhere } = expert;
  const tell = createTeller(places);
  let place = surface;
  /** What fails here is no loss: the finished reply meets the same, and says so, or it arrives. */
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      // What a platform does not accept is a mistake of ours, and told in any case.
      if (troubleOf(error) === 'refused') tell(error);
    }
  };
  const moveElsewhere = async (shown: Shown, other: Surface<Shown>) => {
    place = other;
    try {
      await other.show(shown, 'final');
      log.info('reply sent to the learner alone', { event });
    } catch (error) {
      log.warn('reply given up', { event, trouble: troubleOf(error), why: reasonOf(error) });
    }
  };
  return {
    redo,
    acknowledge: async () => await attempt(async () => await place.acknowledge()),
    withdraw: async () => await attempt(async () => await place.withdraw()),
    async show(shown, stage) {
      if (stage === 'passing') return await attempt(async () => await place.show(shown, stage));
      try {
        await place.show(shown, stage);
      } catch (error) {
        const trouble = tell(error);
        const isOpen = place === surface && whenElsewhere.has(trouble);
        if (isOpen && elsewhere !== null) await moveElsewhere(shown, elsewhere);
      }
    },
  };
}

/** One line for each thing that is wrong, however much of the reply it meets. */
function createTeller<Trouble extends string>({
  event,
  log,
  expert,
}: Pick<Places<never, Trouble>, 'event' | 'log' | 'expert'>) {
  let told: Trouble | 'refused' | null = null;
  return (error: unknown) => {
    const trouble = expert.troubleOf(error);
    if (told !== trouble) log.warn('reply not delivered', { event, trouble, why: expert.reasonOf(error) });
    told = trouble;
    return trouble;
  };
}
