import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { loadLibrary } from '#content/load-library.ts';
import { createApp } from '#core/app.ts';
import type { Course, Library } from '#core/course/course.ts';
import { learnerId, requestId } from '#core/ids.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { Quiz } from '#core/quiz/quiz.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { grades } from '../tests/support/exercises.ts';
import { reviewer } from '../tests/support/reviewer.ts';
import { createScriptedGrader } from '../tests/support/scripted-grader.ts';
import { createScriptedRunner } from '../tests/support/scripted-runner.ts';

/**
 * How long `/progress` and `/quiz` take in a database of many learners: fills a file of its own, measures, deletes it.
 * `node tools/bench-memory.ts --learners 100000 --answers 100 --file /tmp/bench.db`
 */
const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '1000' },
    answers: { type: 'string', default: '100' },
    file: { type: 'string', default: '/tmp/bench-memory.db' },
    asked: { type: 'string', default: '2000' },
    /** Measures what a run before left in the file, or leaves the file. */
    keep: { type: 'boolean', default: false },
  },
});
const learners = Number(values.learners);
const mean = Number(values.answers);
const asked = Number(values.asked);
let state = 20_261_123;
const now = 1_790_000_000_000;
const year = 365 * 86_400_000;

const library = readLibrary();
const [course] = library.courses;
if (course === undefined) throw new Error('expected a course in content/');

function readLibrary(): Library {
  const loaded = loadLibrary('content');
  if (loaded.kind === 'problems') throw new Error('expected content without problems; `studyloop check` lists them');
  return loaded.library;
}

async function measure(of: Course, all: Library): Promise<void> {
  const counts = Array.from({ length: learners }, howMany);
  const isThere = values.keep && existsSync(values.file);
  const filling = performance.now();
  if (!isThere) {
    await discard();
    await (await openStore(`sqlite:${values.file}`))[Symbol.asyncDispose]();
    fill(of, counts);
  }
  const rows = counts.reduce((sum, count) => sum + count, 0);
  console.log(`${rows} answers of ${learners} learners, at most ${Math.max(...counts)} of one`);
  console.log(`filled in ${seconds(filling)} s; ${Math.round((await stat(values.file)).size / 2 ** 20)} MB`);
  const opening = performance.now();
  await using store = await openStore(`sqlite:${values.file}`);
  console.log(`opened in ${(performance.now() - opening).toFixed(1)} ms`);
  const anyone = Array.from({ length: asked }, () => Math.floor(random() * learners));
  const busy = Array.from({ length: asked }, () => byActivity(counts, rows));
  await time('any learner, first ask (cold)', anyone, { store, library: all });
  await time('any learner', anyone, { store, library: all });
  await time('chosen by activity', busy, { store, library: all });
  const heaviest = counts.map((count, who) => ({ count, who })).toSorted((one, other) => other.count - one.count);
  const most = Array.from({ length: 200 }, (_, at) => heaviest[at % 20]?.who ?? 0);
  await time('the twenty with most answers', most, { store, library: all });
  if (!values.keep) await discard();
}

async function discard(): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(`${values.file}${end}`, { force: true });
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

interface Measured {
  readonly store: Store;
  readonly library: Library;
}

async function time(name: string, whom: readonly number[], { store, library: all }: Measured): Promise<void> {
  const app = createApp({
    ...portsOf(store, all),
    clock: { now: () => now },
    random: { seed: () => Math.floor(random() * 0x1_0000_0000) },
  });
  for (const command of ['progress', 'quiz']) {
    const [took, worked]: [number[], number[]] = [[], []];
    for (const who of whom) {
      const cpu = process.cpuUsage();
      const began = performance.now();
      const request = { ...requestOf(who), command };
      for await (const _ of app.handle(request, new AbortController().signal));
      took.push(performance.now() - began);
      const spent = process.cpuUsage(cpu);
      worked.push((spent.user + spent.system) / 1000);
    }
    console.log(`/${command}, ${name}: ${shares(took)} ms; of the processor: ${shares(worked)} ms`);
  }
}

function shares(measured: readonly number[]): string {
  const sorted = measured.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${(sorted.at(-1) ?? 0).toFixed(2)}`;
}

let requests = 0;

function requestOf(who: number) {
  requests += 1;
  return {
    id: requestId(`bench-${performance.timeOrigin}-${requests}`),
    args: {},
    learner: learnerId(nameOf(who)),
    place: { platform: 'bench', visibility: 'private' },
    locale: 'en',
    receivedAt: now,
  } as const;
}

/** Fakes for what these commands do not use. */
function portsOf(store: Store, all: Library) {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const runner = createScriptedRunner({});
  return { runner, grader: createScriptedGrader(grades), reviewer, store, library: all, log: silent };
}

const nameOf = (who: number): string => `bench:${String(who).padStart(7, '0')}`;

/** Fills all tables that the commands read. */
function fill(of: Course, counts: readonly number[]): void {
  const raw = new Database(values.file);
  raw.pragma('synchronous = off');
  const filling: Filling = { of, into: statementsIn(raw), drawings: of.quizzes.map(drawingsOf).toSorted(byQuiz) };
  raw.exec('begin');
  for (const [who, count] of counts.entries()) {
    fillAnswers(nameOf(who), count, filling);
    fillAttempts(nameOf(who), count, filling);
    fillPages(nameOf(who), count, filling);
    if (who % 1000 === 999) raw.exec('commit; begin');
  }
  raw.exec('commit');
  raw.pragma('wal_checkpoint(truncate)');
  raw.close();
}

interface Filling {
  readonly of: Course;
  readonly into: ReturnType<typeof statementsIn>;
  readonly drawings: readonly Drawings[];
}

const byQuiz = (one: Drawings, other: Drawings): number => (one.quiz.id < other.quiz.id ? -1 : 1);

function statementsIn(raw: Database.Database) {
  const into = (table: string, columns: string) =>
    raw.prepare(`insert or ignore into ${table} (${columns}) values (${columns.replace(/\w+/gu, '?')})`);
  return {
    answer: into('answer', 'learner, course, quiz, seed, nth, concept, given, correct, answered_at'),
    attempt: into('attempt', 'learner, request, course, exercise, code_hash, verdict, hints, graded_at'),
    begun: into('exercise_begun', 'learner, course, exercise, hints, last_at'),
    lapse: into('lapse', 'learner, course, request, concept, lapsed_at'),
    read: into('chunk_read', 'learner, course, chunk, nth, read_at'),
    position: into('position', 'learner, course, chunk, since'),
  };
}

/** Spread over as many quizzes as there are, each asked a few times. */
function fillAnswers(learner: string, count: number, { of, into, drawings }: Filling): void {
  const first = Math.floor(random() * drawings.length);
  const times = Math.ceil(count / drawings.length);
  const used = [...drawings.slice(first), ...drawings.slice(0, first)].slice(0, Math.ceil(count / times));
  for (const { quiz, right, wrong } of used.toSorted(byQuiz)) {
    for (let nth = 1; nth <= times; nth += 1) {
      const isRight = random() < 0.7;
      const given = (isRight ? right : wrong)[(nth - 1) % 16] ?? '[]';
      const at = Math.floor(now - random() ** 2 * year);
      into.answer.run(learner, of.id, quiz.id, nth - 1, nth, quiz.concept, given, isRight ? 1 : 0, at);
    }
  }
}

function fillAttempts(learner: string, count: number, { of, into }: Filling): void {
  for (let nth = 0; nth < count / 25; nth += 1) {
    const exercise = of.exercises[Math.floor(random() * of.exercises.length)]?.id;
    const concept = of.concepts[nth % of.concepts.length]?.id;
    const at = Math.floor(now - random() * year);
    const verdict = random() < 0.4 ? 'passed' : 'failed';
    into.attempt.run(learner, `r${nth}`, of.id, exercise, `${learner}-${nth}`, verdict, nth % 2, at);
    into.begun.run(learner, of.id, exercise, 0, at);
    if (nth % 3 === 0) into.lapse.run(learner, of.id, `v${nth}`, concept, at);
  }
}

function fillPages(learner: string, count: number, { of, into }: Filling): void {
  const pages = of.chunks.slice(0, 1 + Math.floor(count / 2));
  for (const [place, chunk] of pages.entries()) into.read.run(learner, of.id, chunk.id, place + 1, now - year);
  into.position.run(learner, of.id, pages.at(-1)?.id, now - year);
}

interface Drawings {
  readonly quiz: Quiz;
  /** What is given, as rows hold it, for sixteen seeds. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

function drawingsOf(quiz: Quiz): Drawings {
  const all = Array.from({ length: 16 }, (_, seed) => drawQuestion(quiz, seed).drawn);
  const ids = (isRight: boolean) =>
    all.map((drawn) =>
      JSON.stringify(
        drawn.kind === 'pick'
          ? drawn.options
              .filter(({ right }) => right === isRight)
              .slice(0, 1)
              .map(({ id }) => id)
          : [],
      ),
    );
  return { quiz, right: ids(true), wrong: ids(false) };
}

/** Heavy-tailed: most answer a few questions, some thousands; the mean is as asked for. */
function howMany(): number {
  const spread = 1.4;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(1, Math.min(6000, Math.round(mean * Math.exp(spread * normal - spread ** 2 / 2))));
}

function byActivity(counts: readonly number[], rows: number): number {
  let left = random() * rows;
  const who = counts.findIndex((count) => (left -= count) < 0);
  return Math.max(0, who);
}

/** A generator with a fixed seed, so that two runs fill the same. */
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 0x1_0000_0000;
}

await measure(course, library);
