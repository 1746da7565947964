import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import type { Library } from '#core/course/course.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { LogFields } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import type { Request } from '#core/request.ts';
import type { Block, Choice, View } from '#core/view.ts';
import { smallLibrary } from './library.ts';
import { createMemoryStore } from './memory-store.ts';
import { grades } from './exercises.ts';
import { reviewer } from './reviewer.ts';
import { createScriptedGrader } from './scripted-grader.ts';
import { createScriptedRunner } from './scripted-runner.ts';

/** The whole of core over fakes that keep their ports' contracts. */
export interface TestApp {
  readonly app: App;
  readonly store: Store;
  /** Lines of the log, oldest first. */
  readonly lines: readonly { readonly event: string; readonly fields: LogFields }[];
  /** Moves the clock; a negative time steps it back. */
  pass(ms: number): void;
  now(): number;
  /** All views of the answer to a request. */
  ask(command: string, args?: Request['args'], more?: Partial<Request>): Promise<readonly View[]>;
  /** The last view of the answer. */
  last(command: string, args?: Request['args'], more?: Partial<Request>): Promise<View>;
}

interface Parts {
  readonly library?: Library;
  readonly store?: Store;
  readonly runner?: CodeRunner;
  readonly grader?: CodeGrader;
  /** What the Random port draws, in turn and round again. */
  readonly seeds?: readonly number[];
  /** Epoch milliseconds. */
  readonly start?: number;
  /** One that others share; without it, the app has its own. */
  readonly clock?: Clock;
}

/** Event ids are unlike over all apps: two of them may share a store. */
let asked = 0;

export function testApp({
  library = smallLibrary(),
  store = createMemoryStore(),
  runner,
  grader,
  seeds = [1, 2, 3],
  start = 1_000_000,
  clock: shared,
}: Parts = {}): TestApp {
  let now = start;
  const clock = shared ?? { now: () => now };
  let drawn = 0;
  const lines: { event: string; fields: LogFields }[] = [];
  const write = (event: string, fields: LogFields) => void lines.push({ event, fields });
  const app = createApp({
    library,
    store,
    runner: runner ?? createScriptedRunner({}),
    grader: grader ?? createScriptedGrader(grades),
    reviewer,
    clock,
    random: { seed: () => seeds[drawn++ % seeds.length] ?? 0 },
    log: { info: write, warn: write, error: write },
  });
  const ask: TestApp['ask'] = async (command, args = {}, more = {}) => {
    asked += 1;
    const request: Request = {
      id: requestId(`event-${asked}`),
      command,
      args,
      learner: learnerId('test:ada'),
      place: { platform: 'test', visibility: 'private' },
      locale: 'en',
      receivedAt: clock.now(),
      ...more,
    };
    return await Array.fromAsync(app.handle(request, new AbortController().signal));
  };
  return {
    app,
    store,
    lines,
    pass: (ms) => void (now += ms),
    now: () => clock.now(),
    ask,
    async last(...request) {
      const view = (await ask(...request)).at(-1);
      if (view === undefined) throw new Error('expected a view, the answer was empty');
      return view;
    },
  };
}

/** Everything a view says, as one text: what a test looks for a phrase in. */
export function wordsOf(view: View | undefined): string {
  return JSON.stringify(view) ?? '';
}

export function choicesOf(view: View): readonly Choice[] {
  return view.blocks.flatMap((block: Block) => (block.kind === 'choices' ? block.choices : []));
}

/** The one choice for a command; fails when there is none. */
export function choiceFor(view: View, command: string): Choice {
  const choice = choicesOf(view).find((one) => one.command === command);
  if (choice === undefined) throw new Error(`expected a choice for ${command} in ${wordsOf(view)}`);
  return choice;
}
