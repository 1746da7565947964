import { expect, test } from 'vitest';
import { commands } from '#core/commands/index.ts';
import type { Kit } from '#core/command.ts';
import { learnerId, requestId } from '#core/ids.ts';
import { streakLine } from '#core/people/streak-line.ts';
import type { Request } from '#core/request.ts';
import { testApp } from '../../../support/app.ts';
import { smallLibrary } from '../../../support/library.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { grades } from '../../../support/exercises.ts';
import { reviewer } from '../../../support/reviewer.ts';
import { createScriptedGrader } from '../../../support/scripted-grader.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

const request: Request = {
  id: requestId('event'),
  command: 'progress',
  args: {},
  learner: learnerId('test:ada'),
  place: { platform: 'test', visibility: 'private' },
  locale: 'en',
  receivedAt: 0,
};

test('what is answered, read or tried today shows in the streak, in the learner’s own zone', async () => {
  const store = createMemoryStore();
  const library = smallLibrary();
  const app = testApp({ store });
  const kit: Kit = {
    library,
    store,
    runner: createScriptedRunner({}),
    grader: createScriptedGrader(grades),
    reviewer,
    commands,
    clock: { now: () => 1_000_000 },
    random: { seed: () => 1 },
  };
  const shown = async () => JSON.stringify(await streakLine({ request, kit, say: library.speak('en') }));
  expect(await shown()).toContain('streak.none');
  const west = { zone: 'America/Los_Angeles' };
  await app.last('lesson', { course: 'async' }, west);
  await app.last('next', {}, west);
  expect(await store.days.studied(request.learner)).toEqual([{ date: '1969-12-31', zone: west.zone, at: 1_000_000 }]);
  const line = JSON.stringify(await streakLine({ request: { ...request, ...west }, kit, say: library.speak('en') }));
  expect(line).toMatch(/streak\.line.*1.*streak\.today-done.*streak\.rest.*2/u);
});

test('an outage right behind the first day of study does not take the streak', async () => {
  const store = createMemoryStore();
  const hour = 3_600_000;
  const monday = Date.UTC(2026, 10, 23);
  let now = monday + 10 * hour;
  const clock = { now: () => now };
  const app = testApp({ store, clock });
  await store.days.beat(now, 300_000);
  now += 20_000;
  await app.last('lesson', { course: 'async' });
  await app.last('next', {});
  // Dead within the minute, until Friday.
  now = monday + 4 * 24 * hour + 9 * hour;
  await store.days.beat(now, 300_000);
  expect(JSON.stringify(await app.last('progress'))).toMatch(/streak\.line[^·]*count[^·]*:1/u);
});
