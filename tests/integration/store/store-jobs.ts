import { rmSync, writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chunkId, conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { copyCommunity } from '#store/copy-community.ts';
import { openStore } from '#store/open-store.ts';
import { StoreProblem } from '#store/store-problem.ts';

/** What a second process can be asked to do; started by `store-process.ts`. Each line it reads is a task. */
const jobs: Readonly<Record<string, (line: string) => Promise<void>>> = {
  open,
  'open as an ordinary user': openAsOrdinaryUser,
  write,
  race,
  fill,
  copy,
};

/** Opens the store at a url, and says `open` or the problem. */
async function open(url: string): Promise<void> {
  try {
    await using store = await openStore(url);
    await store.requests.claim(requestId('from-another-process'), 1_000, 500);
    say('open');
  } catch (error) {
    sayProblem(error);
  }
}

/** Modes mean nothing to root: then it becomes nobody first, whom this repository need not be open to. */
async function openAsOrdinaryUser(url: string): Promise<void> {
  if (process.getuid?.() === 0) {
    process.setgroups?.([]);
    process.setgid?.(65_534);
    process.setuid?.(65_534);
  }
  await open(url);
}

/** `learner url`: does all that a learner can as fast as it can until it is killed; says what is acknowledged. */
async function write(line: string): Promise<void> {
  const { first: learner, url } = split(line);
  const store = await openStore(url, { busyTimeoutMs: 60_000 });
  await store.progress.savePosition(move(learner, { from: null, to: 0 }));
  for (let round = 0; ; round += 1) {
    const event = requestId(`${learner}/${round}`);
    await store.requests.claim(event, 1_000, 1);
    await store.answers.record(answer(learner, round));
    say(`answered ${round}`);
    await store.exercises.record(attempt(learner, round));
    say(`tried ${round}`);
    await store.progress.savePosition(move(learner, { from: round, to: round + 1 }));
    say(`moved ${round}`);
    await store.requests.settle(event, 1_000);
    say(`settled ${round}`);
  }
}

/** `rounds url`: claims events, records answers and moves a learner whom the other process has too; says its wins. */
async function race(line: string): Promise<void> {
  const { first: rounds, url } = split(line);
  await using store = await openStore(url, { busyTimeoutMs: 60_000 });
  for (let round = 0; round < Number(rounds); round += 1) await raceOnce(store, round);
  say('done');
}

async function raceOnce(store: Store, round: number): Promise<void> {
  if ((await store.requests.claim(requestId(`event-${round}`), 1_000, 500)) === 'new') say(`claimed ${round}`);
  if ((await store.answers.record(answer('rival', round))) === 'recorded') say(`recorded ${round}`);
  if ((await store.exercises.record(attempt('rival', round))) === 'recorded') say(`tried ${round}`);
  const step = move('rival', { from: round === 0 ? null : round - 1, to: round });
  if ((await store.progress.savePosition(step)) === 'moved') say(`moved ${round}`);
}

/** `folder`: writes until the disk is full; says the problem, what is kept, and how it goes on with room again. */
async function fill(folder: string): Promise<void> {
  const ballast = `${folder}/ballast`;
  await using store = await openStore(`sqlite:${folder}/studyloop.db`);
  await store.progress.savePosition(move('filler', { from: null, to: 0 }));
  writeFileSync(ballast, new Uint8Array(64 * 1024));
  const moves = await moveUntilItFails(store);
  say(`acknowledged ${moves}`);
  await sayStanding(store);
  rmSync(ballast);
  say(await store.progress.savePosition(move('filler', { from: moves, to: moves + 1 })));
  await sayStanding(store);
}

/** `from to`: copies a community; says each table that has come. */
async function copy(line: string): Promise<void> {
  const { first: from, url: to } = split(line);
  const tell = ({ table, rows }: { readonly table: string; readonly rows: number }) => say(`copied ${table} ${rows}`);
  await copyCommunity({ from, to, tell, stopping: new AbortController().signal });
  say('done');
}

async function moveUntilItFails(store: Store): Promise<number> {
  for (let moves = 0; ; moves += 1) {
    try {
      await store.progress.savePosition(move('filler', { from: moves, to: moves + 1 }));
    } catch (error) {
      sayProblem(error);
      return moves;
    }
  }
}

async function sayStanding(store: Store): Promise<void> {
  const [learner, course] = [learnerId('filler'), courseId('async-python')];
  const [position] = await store.progress.positions(learner);
  const read = await store.progress.chunksRead(learner, course);
  say(`stands at ${position?.chunk} with ${read.length} read`);
}

function answer(learner: string, seed: number) {
  const question = { course: courseId('async-python'), quiz: quizId('gather'), concept: conceptId('gather'), seed };
  return { learner: learnerId(learner), ...question, given: ['a'], correct: true, at: 1_000 + seed };
}

function attempt(learner: string, round: number) {
  return {
    learner: learnerId(learner),
    course: courseId('async-python'),
    exercise: exerciseId('retry'),
    request: requestId(`${learner}/${round}`),
    code: `print(${round})`,
    verdict: 'passed',
    failing: null,
    hints: 0,
    at: 1_000 + round,
  } as const;
}

function move(learner: string, { from, to }: { readonly from: number | null; readonly to: number }) {
  return {
    learner: learnerId(learner),
    course: courseId('async-python'),
    from: from === null ? null : chunkId(`chunk-${from}`),
    to: chunkId(`chunk-${to}`),
    read: true,
    at: 1_000 + to,
  };
}

function split(line: string): { readonly first: string; readonly url: string } {
  const space = line.indexOf(' ');
  return { first: line.slice(0, space), url: line.slice(space + 1) };
}

function sayProblem(error: unknown): void {
  if (!(error instanceof StoreProblem)) throw error;
  say(JSON.stringify({ kind: error.kind, message: error.message }));
}

/** At once and whole: what was said before a kill was said. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const job = jobs[process.argv[2] ?? ''];
if (job === undefined) throw new Error(`expected one of ${Object.keys(jobs).join(', ')}, got ${process.argv[2]}`);
say('ready');
for await (const line of createInterface({ input: process.stdin })) await job(line);
