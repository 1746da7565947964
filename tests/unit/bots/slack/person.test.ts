import { describe, expect, test } from 'vitest';
import { readPerson } from '#bots/slack/person.ts';

const acme = { team: 'T1', owner: 'T1' };
const ann = { id: 'U1', team_id: 'T1', locale: 'de-DE', tz: 'Europe/Berlin', is_admin: false, is_owner: false };
const read = (more: object, place = acme) => readPerson({ ok: true, user: { ...ann, ...more } }, place);

test('language and zone are as Slack tells them', () => {
  expect(read({})).toEqual({ locale: 'de-DE', zone: 'Europe/Berlin', role: null });
});

test.each([[{ tz: 'Nowhere/Nowhere' }], [{ tz: null }], [{ tz: '' }], [{ tz: 7 }]])(
  'a zone that there is not is none: %j',
  (told) => {
    expect(read(told).zone).toBeNull();
  },
);

test('who does not say their language cannot be read', () => {
  expect(() => readPerson({ ok: true, user: { id: 'U1', tz: 'Europe/Berlin', is_admin: true } }, acme)).toThrow();
});

describe('teachers', () => {
  test.each([[{ is_admin: true }], [{ is_owner: true }], [{ is_admin: true, is_owner: true }]])(
    'are who manages the workspace: %j',
    (rank) => {
      expect(read(rank).role).toBe('teacher');
    },
  );

  test.each([
    ['who has left', { is_admin: true, deleted: true }],
    ['who manages another workspace and came through a shared channel', { is_admin: true, team_id: 'T2' }],
    ['of whom Slack does not say where they are at home', { is_admin: true, team_id: undefined }],
    ['of whom Slack says something else than yes or no', { is_admin: 'true', is_owner: 1 }],
    [
      'who manages another enterprise',
      { team_id: 'T2', enterprise_user: { enterprise_id: 'E2', is_admin: true, is_owner: true } },
    ],
  ])('are not those %s', (_, told) => {
    expect(read(told).role).toBeNull();
  });

  test('are those too who manage the whole enterprise, in each of its workspaces', () => {
    const place = { team: 'T1', owner: 'E1' };
    const inGrid = { team_id: 'T2', enterprise_user: { enterprise_id: 'E1', is_admin: true } };
    expect(read(inGrid, place).role).toBe('teacher');
    expect(read({ ...inGrid, enterprise_user: { enterprise_id: 'E1' } }, place).role).toBeNull();
  });
});
