import type { Course, Library } from '#core/course/course.ts';
import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { Store } from '#core/ports/store.ts';
import type { Request } from '#core/request.ts';
import type { View } from '#core/view.ts';
import { bareWords } from '../library.ts';
import { reviewer } from '../reviewer.ts';
import { createScriptedRunner } from '../scripted-runner.ts';
import type { Asked, Plan } from './calendar-model.ts';
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import type { MortalStore } from './mortal-store.ts';
import { TurnedAway, mortalStore } from './mortal-store.ts';
import type { People } from './people-model.ts';
import { nobody } from './people-model.ts';
import type { Population } from './population.ts';
import { populate } from './population.ts';

/** What goes wrong in a year. */
export const troubles = ['repeats', 'deaths', 'sending', 'clocks', 'downtime', 'restarts', 'two at once'] as const;
export type Trouble = (typeof troubles)[number];

export interface Size {
  readonly seed: number;
  readonly persons: number;
  readonly channels: number;
  readonly zones: number;
  readonly days: number;
  readonly troubles: readonly Trouble[];
  /** How much more often than in the year of five hundred something rare happens. */
  readonly haste: number;
  /** Of how many steps one has its class and its whole person compared. */
  readonly oneIn: number;
}

/** A process: the app over a store that may take it with it. */
export interface Life {
  readonly app: App;
  readonly mortal: MortalStore;
}

/** A class's choices. */
export interface ClassModel {
  leaderboard: 'off' | 'on';
  goal: { readonly concepts: number; readonly percent: number } | null;
  /** Items with their due times. */
  readonly tasks: Map<string, string>;
  /** Acts of teachers that were written down at least so often; and at most. */
  audited: number;
  perhapsAudited: number;
}

/** A year under way: the world, what it is remembered as, and the store that must agree. */
export interface Year {
  readonly size: Size;
  readonly chance: Chance;
  readonly course: Course;
  readonly population: Population;
  readonly people: People;
  readonly plans: Map<string, Plan>;
  readonly asked: Map<string, Asked>;
  /** Of these, those of which something may still be posted. */
  readonly open: Set<Asked>;
  readonly classes: Map<string, ClassModel>;
  /** Channels that are gone, by class and name. */
  readonly gone: Set<string>;
  /** Messages of the bot that tell teachers of lost channels, by id: how often they stand. */
  readonly told: Map<string, number>;
  readonly events: string[];
  readonly counts: Map<string, number>;
  /** By the clock on the machine. */
  readonly now: () => number;
  /** Moves time itself. */
  readonly pass: (to: number) => void;
  /** Sets the machine's clock so far ahead. */
  readonly setSkew: (ms: number) => void;
  readonly skew: () => number;
  /** As nobody kills it: for comparing. */
  readonly store: () => Store;
  readonly lives: () => readonly [Life, Life];
  /** A new process in the place of one. */
  readonly reborn: (life: Life) => void;
  /** All processes end in peace, and the store is opened anew. */
  readonly restart: () => Promise<void>;
  readonly has: (trouble: Trouble) => boolean;
  /** Whether something rare happens now, by how often in a thousand cases of the year of five hundred. */
  readonly rarely: (perMille: number) => boolean;
  readonly count: (what: string) => void;
}

export interface Premises {
  readonly library: Library;
  readonly openStore: () => Promise<Store & AsyncDisposable>;
}

/** Monday, at the beginning of the year. */
export const firstMoment = Date.UTC(2026, 0, 5);

export async function beginYear(size: Size, { library, openStore }: Premises): Promise<Year> {
  const chance = chanceOf(size.seed, 'year');
  const [course] = library.courses;
  if (course === undefined) throw new Error('expected a course');
  let moment = firstMoment;
  let skew = 0;
  const now = () => moment + skew;
  let store = await openStore();
  const random = chanceOf(size.seed, 'random');
  const live = (): Life => {
    const mortal = mortalStore(store);
    const app = createApp({
      library: { ...library, speak: () => bareWords },
      store: mortal.store,
      runner: createScriptedRunner({}),
      grader,
      reviewer,
      clock: { now },
      random: { seed: () => random.below(2 ** 32) },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    return { app, mortal };
  };
  let lives: readonly [Life, Life] = [live(), live()];
  const counts = new Map<string, number>();
  return {
    size,
    chance,
    course,
    population: populate(size),
    people: nobody(),
    plans: new Map(),
    asked: new Map(),
    open: new Set(),
    classes: new Map(),
    gone: new Set(),
    told: new Map(),
    events: [],
    counts,
    now,
    pass: (to) => void (moment = Math.max(moment, to)),
    setSkew: (ms) => void (skew = ms),
    skew: () => skew,
    store: () => store,
    lives: () => lives,
    reborn: (life) => void (lives = lives[0] === life ? [live(), lives[1]] : [lives[0], live()]),
    async restart() {
      for (const { mortal } of lives) mortal.die();
      await store[Symbol.asyncDispose]();
      store = await openStore();
      lives = [live(), live()];
    },
    has: (trouble) => size.troubles.includes(trouble),
    rarely: (perMille) => chance.happens((perMille * size.haste) / 1000),
    count: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
  };
}

/** A program says itself whether it passes. */
const grader: CodeGrader = {
  async *grade({ code }) {
    yield { kind: 'started' };
    const passed = code.startsWith('# passes');
    const tests = [{ name: 'holds', passed, message: passed ? '' : 'It does not.' }];
    yield { kind: 'done', grade: { kind: passed ? 'passed' : 'failed', tests } };
  },
};

/** What came of a request; `died`: nobody knows, the process was killed; `out`: the store had turned something away. */
export type Reply = { readonly kind: 'views'; readonly views: readonly View[] } | { readonly kind: 'died' | 'out' };

/** Has a process do something that it may die of. */
export async function survive<Result>(
  { mortal }: Life,
  work: () => Promise<Result>,
): Promise<{ readonly kind: 'done'; readonly result: Result } | { readonly kind: 'died' | 'out' }> {
  const done = work().then(
    (result) => ({ kind: 'done', result }) as const,
    (error: unknown) => {
      if (error instanceof TurnedAway) return { kind: 'out' } as const;
      throw error;
    },
  );
  const outcome = await Promise.race([done, mortal.death.then(() => ({ kind: 'died' }) as const)]);
  return outcome;
}

export async function handled(life: Life, request: Request): Promise<Reply> {
  const signal = new AbortController().signal;
  const outcome = await survive(life, async () => await Array.fromAsync(life.app.handle(request, signal)));
  if (outcome.kind !== 'done') return outcome;
  // What is not needed for the answer may be turned away: it is answered all the same.
  const isHit = life.mortal.wasHit() && life.mortal.lastDone() !== 'requests.settle';
  return isHit ? { kind: 'out' } : { kind: 'views', views: outcome.result };
}
