import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import { growthOf } from '../growth.ts';

const reviews = 10_000;
const share = 1000;
const MIB = 2 ** 20;
/** Less than this, in MiB over all reviews, is noise: memory is given back late. */
const noise = { heap: 1, resident: 12 };

/** What the process holds after so many reviews, after a full collection; in MiB. */
export interface MemorySample {
  readonly reviews: number;
  readonly resident: number;
  readonly heap: number;
}

/** How memory went over many reviews; growth is that of all samples behind the first share, in MiB. */
export interface MemoryFigure {
  readonly name: string;
  readonly unit: 'MiB';
  readonly samples: readonly MemorySample[];
  readonly heapGrowth: number;
  readonly residentGrowth: number;
  readonly isFlat: boolean;
}

/** Reviews the messages in turns, ten thousand in all, and looks at memory before, and after each thousand. */
export async function benchReviewMemory(
  reviewer: CodeReviewer,
  messages: readonly string[],
  stopping: AbortSignal,
): Promise<MemoryFigure> {
  const collect = openCollector();
  const samples = [takeSample(0, collect)];
  for (let done = 0; done < reviews && !stopping.aborted; done += share) {
    for (let place = done; place < done + share; place += 1)
      await reviewer.review(messages[place % messages.length] ?? '');
    samples.push(takeSample(done + share, collect));
  }
  // The first thousand is where code is compiled and buffers find their size.
  const settled = samples.slice(1);
  const heapGrowth = growthOf(settled.map(({ heap }) => heap));
  const residentGrowth = growthOf(settled.map(({ resident }) => resident));
  const isFlat = heapGrowth <= noise.heap && residentGrowth <= noise.resident;
  return { name: 'memory over many reviews', unit: 'MiB', samples, heapGrowth, residentGrowth, isFlat };
}

function takeSample(count: number, collect: () => void): MemorySample {
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  return { reviews: count, resident: rss / MIB, heap: heapUsed / MIB };
}

/** A full collection, without which the heap says when one happened last, not what is held. */
function openCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('expected Node to hand out its collector under --expose-gc');
  return () => void collect();
}
