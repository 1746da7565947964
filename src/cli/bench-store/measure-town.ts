import type { Library } from '#core/course/course.ts';
import type { Store } from '#core/ports/store.ts';
import { tailFigure } from '../figure.ts';
import type { TailFigure } from '../figure.ts';
import type { Bench } from './bench-app.ts';
import { createBenchClock, openBench } from './bench-app.ts';
import { benchBeats } from './bench-beats.ts';
import { benchLeaderboards, benchReplies, benchReports } from './bench-replies.ts';
import { hasChannel } from './prompts-here.ts';
import type { StoreFigure } from './store-figure.ts';
import type { Town } from './town.ts';
import { dayMs } from './town.ts';
import { whomToAsk } from './whom.ts';

interface Measured {
  readonly store: Store;
  readonly town: Town;
  readonly library: Library;
}

/** So many learners of each choice are asked for, and at most one in ten of all. */
const mostAsked = 2000;
const minutesOfDay = 1440;
/** What no reply and no claim may take longer than, 99 times of 100. */
const goal = { p50: 20, p99: 20 } as const;

/** Everything that is measured over a filled database, in one run. */
export async function measureTown({ store, town, library }: Measured): Promise<readonly StoreFigure[]> {
  const clock = createBenchClock();
  const open = (): Bench => openBench({ store, town, library, clock });
  const asked = Math.min(mostAsked, Math.max(20, town.counts.length / 10));
  const groups = whomToAsk(town, asked);
  // Code that has not run often is slow; nobody's first minute is meant here.
  for (const { name, all } of groups) await benchReplies({ name, all: all.slice(0, asked / 10) }, open());
  const figures: StoreFigure[] = [];
  const add = (all: readonly TailFigure[], aim: TailFigure['goal'] = goal) =>
    figures.push(
      ...all.filter(({ samples }) => samples > 0).map((one) => ({ ...one, kind: 'times' as const, goal: aim })),
    );
  for (const group of groups) add(await benchReplies(group, open()));
  add([await benchReports(open(), asked / 5)]);
  add(await benchBeats(open(), Math.min(minutesOfDay, asked)));
  add([await benchLeaderboards(open(), asked / 10), await benchWeakness(open())], null);
  const resident = process.memoryUsage().rss / 1_000_000;
  return [...figures, { kind: 'value', name: 'resident memory', unit: 'MB', value: resident }];
}

/** What a channel knows, as it is asked before a question is chosen for it. */
async function benchWeakness({ store, town, clock }: Bench): Promise<TailFigure> {
  const times: number[] = [];
  for (const { platform, community } of town.classes.filter((one) => hasChannel(one, town))) {
    const beganAt = performance.now();
    await store.prompts.channelFacts({ platform, community, channel: 'study' }, clock.now() - 180 * dayMs);
    times.push(performance.now() - beganAt);
  }
  return tailFigure('what a channel knows, once a day for each', times);
}
