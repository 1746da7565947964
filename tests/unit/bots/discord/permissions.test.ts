import { describe, expect, test } from 'vitest';
import {
  invitedPermissions,
  missingPermissions,
  permissionsIn,
  type PermissionSources,
} from '#bots/discord/permissions.ts';

const [view, send, attach, manage] = [1n << 10n, 1n << 11n, 1n << 15n, 1n << 3n];
const exception = (id: string, allow: bigint, deny: bigint) => ({ id, allow: String(allow), deny: String(deny) });
const sources = (more: Partial<PermissionSources>): PermissionSources => ({
  guildId: '1',
  memberId: '9',
  memberRoles: ['5'],
  roles: [
    { id: '1', permissions: String(view) },
    { id: '5', permissions: String(send) },
    { id: '6', permissions: String(attach) },
  ],
  overwrites: [],
  ...more,
});

describe('what a member may do in a channel', () => {
  test('is what everyone may and what their roles add, not what other roles add', () => {
    expect(permissionsIn(sources({}))).toBe(view | send);
  });

  test('may be taken from everyone there and given back to a role', () => {
    const overwrites = [exception('1', 0n, view | send), exception('5', view, 0n), exception('6', 0n, view)];
    expect(permissionsIn(sources({ overwrites }))).toBe(view);
  });

  test('is decided by the exception for the member at last, whatever their order', () => {
    const overwrites = [exception('9', attach, view), exception('5', view, 0n), exception('1', 0n, view)];
    expect(permissionsIn(sources({ overwrites }))).toBe(send | attach);
  });

  test('is everything for an administrator', () => {
    const roles = [
      { id: '1', permissions: '0' },
      { id: '5', permissions: String(manage) },
    ];
    const overwrites = [exception('9', 0n, view)];
    expect(missingPermissions(permissionsIn(sources({ roles, overwrites })))).toEqual([]);
  });
});

test('what an invitation asks for is all that is needed', () => {
  expect(missingPermissions(invitedPermissions)).toEqual([]);
  expect(missingPermissions(invitedPermissions & ~attach)).toEqual(['Attach Files']);
});
