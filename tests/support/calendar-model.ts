import fc from 'fast-check';
import { expect } from 'vitest';
import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';
import { courseId, learnerId, promptId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { TestApp } from './app.ts';
import { choicesOf, testApp, wordsOf } from './app.ts';
import { smallLibrary } from './library.ts';
import { press, typeDaily } from './study-channel.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What becomes of one message: a process may be killed before or after it is sent, and a platform may be out. */
export type Fate = 'sent' | 'killed before' | 'killed after' | 'out' | 'lost on the way back';

export type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'beat'; readonly fates: readonly Fate[] }
  | { readonly kind: 'two at once'; readonly fates: readonly Fate[] }
  | {
      readonly kind: 'vote';
      readonly who: number;
      readonly nth: number;
      readonly pick: number;
      readonly doubled: boolean;
    }
  | { readonly kind: 'teacher'; readonly typed: string };

const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('sent') },
  { weight: 1, arbitrary: fc.constantFrom<Fate>('killed before', 'killed after', 'out', 'lost on the way back') },
);
const fates = fc.array(fate, { minLength: 1, maxLength: 3 });
const learners = 4;

/** Hours of ordinary time, minutes, days of downtime, and clocks that step back or ahead. */
const passing = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 90 }).map((minutes) => minutes * minute) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }).map((hours) => hours * hour) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((days) => days * day) },
  { weight: 1, arbitrary: fc.integer({ min: -40, max: -1 }).map((hours) => hours * hour) },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: passing }) },
    { weight: 7, arbitrary: fc.record({ kind: fc.constant('beat' as const), fates }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('two at once' as const), fates }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('vote' as const),
        who: fc.nat({ max: learners - 1 }),
        nth: fc.nat({ max: 3 }),
        pick: fc.nat({ max: 2 }),
        doubled: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('teacher' as const),
        typed: fc.constantFrom('resume', 'reveal', 'pause until 2026-12-05', 'holidays 2026-11-26,2026-12-01', 'list'),
      }),
    },
  ),
  { minLength: 5, maxLength: 60, size: 'max' },
);

interface Sent {
  readonly delivery: Delivery;
  readonly at: number;
}

interface Choice {
  readonly given: number[];
}

/** A channel, a platform that remembers what was sent, and what people have voted, beside the store. */
export interface StudyWorld {
  readonly now: () => number;
  readonly wall: readonly Sent[];
  readonly perform: (step: Step) => Promise<void>;
  /** Compares what the store says with what happened. */
  readonly check: () => Promise<void>;
  readonly pass: (ms: number) => void;
}

/** Two processes over one store, and a schedule at 09:00 in Berlin. */
export async function studyWorld(store: Store, typed = 'set 09:00 Europe/Berlin'): Promise<StudyWorld> {
  // A Monday, 07:00 in Berlin.
  let now = Date.UTC(2026, 10, 23, 6);
  const clock = { now: () => now };
  const seeds = Array.from({ length: 4000 }, (_, at) => (at * 7919 + 1) % 4_294_967_296);
  const library = smallLibrary();
  const [first, second] = [0, 1].map((at) => testApp({ store, library, clock, seeds: seeds.slice(at * 2000) }));
  if (first === undefined || second === undefined) throw new Error('expected two processes');
  await typeDaily(first, typed);
  const wall: Sent[] = [];
  const votes = new Map<string, Map<string, Choice>>();

  const deliver = async (process: TestApp, delivery: Delivery, what: Fate): Promise<void> => {
    if (what === 'killed before') return;
    const settle = async (outcome: DeliveryOutcome) => await process.app.delivered(delivery, outcome);
    if (what === 'out') return await settle({ kind: 'failed', sent: 'no' });
    const stands = delivery.perhapsSince !== null && wall.some((one) => one.delivery.id === delivery.id);
    if (!stands && delivery.ifAbsent === 'leave') return await settle({ kind: 'absent' });
    if (!stands) wall.push({ delivery, at: now });
    if (what === 'killed after') return;
    await settle(what === 'sent' ? { kind: 'delivered', reference: null } : { kind: 'failed', sent: 'perhaps' });
  };
  const beat = async (process: TestApp, all: readonly Fate[]) => {
    const before = wall.length;
    const due = await process.app.due(['test']);
    for (const [at, delivery] of due.entries()) await deliver(process, delivery, all[at % all.length] ?? 'sent');
    expect(asksOf(wall.slice(before)).length, 'questions in one burst').toBeLessThanOrEqual(1);
  };
  const vote = async ({ who, nth, pick, doubled }: Extract<Step, { readonly kind: 'vote' }>) => {
    const asked = asksOf(wall).at(-1 - nth);
    if (asked === undefined || pick >= choicesOf(asked.delivery.view).length) return;
    const event = `vote-${(voted += 1)}`;
    const by = `learner-${who}`;
    const told = wordsOf(await press(first, asked.delivery, { place: pick, by, event }));
    if (doubled) await press(second, asked.delivery, { place: pick, by, event });
    if (told.includes('daily.too-late')) return;
    const prompt = promptOf(asked.delivery);
    const mine = votes.get(prompt) ?? new Map<string, Choice>();
    votes.set(prompt, mine);
    const choice = mine.get(by) ?? { given: [] };
    mine.set(by, choice);
    // The first one, and one that differs from it.
    if (choice.given.at(-1) !== pick && choice.given.length < 2) choice.given.push(pick);
  };

  return {
    now: () => now,
    wall,
    pass: (ms) => void (now += ms),
    async perform(step) {
      switch (step.kind) {
        case 'pass':
          now += step.ms;
          return;
        case 'beat':
          return await beat(first, step.fates);
        case 'two at once': {
          const [mine, others] = await Promise.all([first.app.due(['test']), second.app.due(['test'])]);
          expect(mine.filter(({ id }) => others.some((other) => other.id === id))).toEqual([]);
          for (const [at, delivery] of [...mine, ...others].entries()) {
            await deliver(at < mine.length ? first : second, delivery, step.fates[at % step.fates.length] ?? 'sent');
          }
          return;
        }
        case 'vote':
          return await vote(step);
        case 'teacher':
          await typeDaily(first, step.typed);
      }
    },
    async check() {
      checkWall(wall);
      await checkVotes(store, votes);
    },
  };
}

let voted = 0;

const isAsk = ({ delivery: { view } }: Sent): boolean => choicesOf(view).some(({ command }) => command === 'vote');
export const asksOf = (wall: readonly Sent[]): readonly Sent[] => wall.filter(isAsk);

/** `daily/k7m2:2026-11-23:ask` is about the prompt `k7m2:2026-11-23`. */
function promptOf({ id }: Delivery): string {
  return id.replace(/^daily\//u, '').replace(/:\w+$/u, '');
}

export const dateOf = ({ delivery }: Sent): string => promptOf(delivery).split(':')[1] ?? '';

/** Nine in Berlin in winter, found without the calendar's help. */
const nineOn = (date: string): number => Date.parse(`${date}T08:00:00Z`);

function checkWall(wall: readonly Sent[]): void {
  const ids = wall.map(({ delivery }) => delivery.id);
  expect(ids.length, 'sent twice').toBe(new Set(ids).size);
  for (const ask of asksOf(wall)) {
    const late = ask.at - nineOn(dateOf(ask));
    expect(late, `${dateOf(ask)} came too early or too late`).toBeGreaterThanOrEqual(0);
    expect(late, `${dateOf(ask)} came too late`).toBeLessThanOrEqual(6 * hour);
    const isMarked = wordsOf(ask.delivery.view).includes('daily.late');
    expect(isMarked, `${dateOf(ask)}, ${late / minute} minutes late, is marked`).toBe(late > 10 * minute);
  }
}

/** Each vote is one answer as soon as its prompt is closed, and none before; its last choice is what counts. */
async function checkVotes(store: Store, votes: ReadonlyMap<string, ReadonlyMap<string, Choice>>): Promise<void> {
  const expected = new Map<string, { times: number; right: number }>();
  for (const [id, choices] of votes) {
    const prompt = await store.prompts.read(promptId(id));
    if (prompt === null) throw new Error(`expected prompt ${id}`);
    const tally = new Map<string, number>();
    for (const [by, { given }] of choices) {
      const option = optionAt(prompt, given.at(-1) ?? 0);
      tally.set(option.id, (tally.get(option.id) ?? 0) + 1);
      if (prompt.closedAt === null) continue;
      const line = expected.get(by) ?? { times: 0, right: 0 };
      expected.set(by, { times: line.times + 1, right: line.right + (option.right ? 1 : 0) });
    }
    expect(Object.fromEntries(prompt.tally), `the votes of ${id}`).toEqual(Object.fromEntries(tally));
  }
  for (let who = 0; who < learners; who += 1) {
    const by = `learner-${who}`;
    const lines = await store.answers.history(learnerId(`test:${by}`), courseId('async'));
    const sum = (of: 'times' | 'timesRight') => lines.reduce((total, line) => total + line[of], 0);
    const { times, right } = expected.get(by) ?? { times: 0, right: 0 };
    expect({ times: sum('times'), right: sum('timesRight') }, `the answers of ${by}`).toEqual({ times, right });
  }
}

function optionAt({ quiz: id, seed }: { readonly quiz: string; readonly seed: number }, place: number) {
  const quiz = smallLibrary().courses[0]?.quizzes.find((one) => one.id === id);
  const drawn = quiz === undefined ? undefined : drawQuestion(quiz, seed).drawn;
  const option = drawn?.kind === 'pick' ? drawn.options[place] : undefined;
  if (option === undefined) throw new Error(`expected an option at ${place} of ${id}`);
  return option;
}
