import { expect } from 'vitest';
import type { Outcome } from '#core/outcome.ts';
import type { Tier } from '#runner/tier.ts';
import type { Attack } from './attack.ts';

/** Fails unless the attack ended as it must in a sandbox of that tier. */
export function expectHarmless(tier: Tier['kind'], attack: Attack, outcome: Outcome | undefined): void {
  const expected = tier === 'pool' ? { ...attack, ...attack.inPool } : attack;
  const { kind = 'finished', exitCode, signal, stdout, stderr, wallMsBelow = Infinity } = expected;
  if (outcome === undefined || !('stdout' in outcome)) throw new Error(`it was not run: ${JSON.stringify(outcome)}`);
  const seen = { kind: outcome.kind, stdout: lines(outcome.stdout), stderr: lines(outcome.stderr) };

  expect(seen).toMatchObject({
    kind,
    ...(stdout === undefined ? {} : { stdout: typeof stdout === 'string' ? stdout : expect.stringMatching(stdout) }),
    ...(stderr === undefined ? {} : { stderr: typeof stderr === 'string' ? stderr : expect.stringMatching(stderr) }),
  });
  if (exitCode !== undefined) expect(outcome.exitCode).toBe(exitCode);
  if (signal !== undefined) expect(outcome.signal).toBe(signal);
  expect(outcome.wallMs).toBeLessThan(wallMsBelow);
}

const lines = (text: string) => text.replace(/\n$/u, '');
