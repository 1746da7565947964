import type { Library } from '#core/course/course.ts';
import type { Store } from '#core/ports/store.ts';
import type { Bench } from './bench-app.ts';
import { createBenchClock, openBench } from './bench-app.ts';
import { benchBeats } from './bench-beats.ts';
import { benchLeaderboards, benchReplies, benchReports } from './bench-replies.ts';
import { hasChannel } from './prompts-here.ts';
import type { StoreFigure, TimesFigure } from './store-figure.ts';
import type { Took } from './timed.ts';
import { timed, timesFigure } from './timed.ts';
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

/** Everything that is measured over a filled database, in one run. */
export async function measureTown({ store, town, library }: Measured): Promise<readonly StoreFigure[]> {
  const clock = createBenchClock();
  const open = (): Bench => openBench({ store, town, library, clock });
  const asked = Math.min(mostAsked, Math.max(20, town.counts.length / 10));
  const groups = whomToAsk(town, asked);
  // Code that has not run often is slow; nobody's first minute is meant here.
  for (const { name, all } of groups) await benchReplies({ name, all: all.slice(0, asked / 10) }, open());
  const figures: TimesFigure[] = [];
  for (const group of groups) figures.push(...(await benchReplies(group, open())));
  figures.push(await benchReports(open(), asked / 5));
  figures.push(...(await benchBeats(open(), Math.min(minutesOfDay, asked))));
  figures.push(await benchLeaderboards(open(), asked / 10), await benchWeakness(open()));
  const resident = process.memoryUsage().rss / 1_000_000;
  return [
    ...figures.filter(({ samples }) => samples > 0),
    { kind: 'value', name: 'resident memory', unit: 'MB', value: resident },
  ];
}

/** What a channel knows, as it is asked before a question is chosen for it. */
async function benchWeakness({ store, town, clock }: Bench): Promise<TimesFigure> {
  const times: Took[] = [];
  for (const { platform, community } of town.classes.filter((one) => hasChannel(one, town))) {
    const channel = { platform, community, channel: 'study' };
    times.push(await timed(async () => store.prompts.channelFacts(channel, clock.now() - 180 * dayMs)));
  }
  return timesFigure('what a channel knows, once a day for each', times, null);
}
