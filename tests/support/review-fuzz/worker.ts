import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createReviewer } from '#review/create-reviewer.ts';
import { realLibrary } from '../real-views.ts';
import { faultsOfAnswer } from './faults-of-answer.ts';
import { messageOf } from './messages.ts';
import { programsToChange } from './programs.ts';

const { first, count, current } = z
  .object({ first: z.int(), count: z.int(), current: z.instanceof(Int32Array) })
  .parse(workerData);
const reviewer = await createReviewer();
const library = realLibrary();
const programs = await programsToChange(library);
const broken: { readonly seed: number; readonly message: string; readonly faults: readonly string[] }[] = [];
const tally = { remarks: 0, calls: 0, unread: 0, slowestMs: 0, slowestSeed: 0, over250: 0 };

for (let seed = first; seed < first + count && broken.length < 5; seed += 1) {
  Atomics.store(current, 0, seed);
  const message = messageOf(seed, programs);
  const faults = await faultsOf(seed, message).catch((error: unknown) => [`threw ${describe(error)}`]);
  if (faults.length > 0) broken.push({ seed, message, faults });
}
parentPort?.postMessage({ broken, ...tally }, []);

async function faultsOf(seed: number, message: string): Promise<readonly string[]> {
  const beganAt = performance.now();
  const review = await reviewer.review(message);
  const ms = performance.now() - beganAt;
  if (ms > tally.slowestMs) Object.assign(tally, { slowestMs: ms, slowestSeed: seed });
  tally.over250 += ms > 250 ? 1 : 0;
  const remarks = review.findings.filter(({ rule }) => rule !== 'syntax_error');
  tally.remarks += remarks.length;
  tally.calls += remarks.filter(({ about }) => /@[a-z]|<[@!#]/iu.test(about)).length;
  tally.unread += review.syntaxError === null ? 0 : 1;
  return faultsOfAnswer(message, review, { library, language: seed % 2 === 0 ? 'en' : 'zh' });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
