import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { teacherLifeMs } from '#bots/slack/connection-limits.ts';
import { createPeople } from '#bots/slack/people.ts';
import type { Person } from '#bots/slack/person.ts';
import type { Visit } from '#bots/slack/visit.ts';
import { silentApi } from '../../../support/slack/silent-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const teacher: Person = { locale: 'en-GB', zone: 'Europe/London', role: 'teacher' };
const learner: Person = { ...teacher, role: null };

/** A workspace in which Slack says this of everybody, as often as it is asked. */
function workspace(says: () => Promise<Person>) {
  let asked = 0;
  const readPerson = async () => {
    asked += 1;
    return await says();
  };
  const visit: Visit = { team: 'T1', owner: 'T1', self: null, api: { ...silentApi, readPerson } };
  return { visit, asked: () => asked };
}

test('a role that was taken away is gone after ten minutes, and at once where it matters', async () => {
  let now = teacher;
  const { visit, asked } = workspace(async () => now);
  const people = createPeople();
  expect((await people.of('U1', visit)).role).toBe('teacher');
  now = learner;
  vi.advanceTimersByTime(teacherLifeMs - 1);
  expect([(await people.of('U1', visit)).role, asked()]).toEqual(['teacher', 1]);
  vi.advanceTimersByTime(1);
  expect((await people.of('U1', visit)).role).toBeNull();
  now = teacher;
  expect((await people.now('U1', visit)).role).toBe('teacher');
  now = learner;
  expect((await people.now('U1', visit)).role).toBeNull();
});

test('learners are asked about once an hour', async () => {
  const { visit, asked } = workspace(async () => learner);
  const people = createPeople();
  await people.of('U1', visit);
  vi.advanceTimersByTime(teacherLifeMs * 5);
  await people.of('U1', visit);
  expect(asked()).toBe(1);
});

test('where Slack does not say, nobody is a teacher, whatever they were', async () => {
  let fails = false;
  const { visit } = workspace(async () => {
    if (fails) throw new Error('ratelimited');
    return teacher;
  });
  const people = createPeople();
  await people.of('U1', visit);
  fails = true;
  expect(await people.now('U1', visit)).toEqual(learner);
  vi.advanceTimersByTime(teacherLifeMs);
  expect(await people.of('U1', visit)).toEqual(learner);
});
