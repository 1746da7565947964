import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultLimits, narrowLimits } from '#runner/limits.ts';

test('a job that asks for nothing has the limits of the server', () => {
  expect(narrowLimits(defaultLimits, undefined)).toEqual(defaultLimits);
  expect(narrowLimits(defaultLimits, {})).toEqual(defaultLimits);
});

test('whatever a job asks for, it never gets more time than the server gives, and always some', () => {
  fc.assert(
    fc.property(fc.double(), (wallMs) => {
      const narrowed = narrowLimits(defaultLimits, { wallMs });

      expect(narrowed.wallMs).toBeLessThanOrEqual(defaultLimits.wallMs);
      expect(narrowed.wallMs).toBeGreaterThan(0);
      expect({ ...narrowed, wallMs: defaultLimits.wallMs }).toEqual(defaultLimits);
    }),
  );
});

test('a job gets the time it asks for when that is less', () => {
  expect(narrowLimits(defaultLimits, { wallMs: 250 }).wallMs).toBe(250);
});
