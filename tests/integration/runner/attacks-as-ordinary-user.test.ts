import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '#core/outcome.ts';
import { tiers } from '../../support/test-runner.ts';
import { readAttackLine } from './attack-line.ts';
import { attackList } from './attack-list.ts';
import { expectHarmless } from './expect-harmless.ts';
import { startAsOrdinaryUser, whyNotOrdinaryUser } from './ordinary-user.ts';

const file = join(import.meta.dirname, 'attacks-process.ts');
const obstacle = whyNotOrdinaryUser();

describe.skipIf(obstacle !== null).each(tiers)(
  `where an ordinary user started the bot ${obstacle ?? ''}, in a sandbox of the tier \`%s\`, a program that`,
  (tier) => {
    const outcomes = new Map<string, Outcome>();

    beforeAll(async () => {
      const child = startAsOrdinaryUser(file, tier);
      const [said, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
      expect(exitCode).toBe(0);
      for (const line of said.trim().split('\n')) {
        const [name, outcome] = readAttackLine(line);
        outcomes.set(name, outcome);
      }
    });

    test.each(attackList)('$name', (attack) => {
      expectHarmless(tier, attack, outcomes.get(attack.name));
    });
  },
);
