import type { Outcome } from '#core/outcome.ts';
import type { Tier } from '#runner/tier.ts';
import type { Attack, Ending } from './attack.ts';

/** Where a program is run: everything by which its ending may differ. */
export interface Place {
  readonly tier: Tier['kind'];
  /** Only sandboxes of the pool have another than the real one. */
  readonly clock: 'auto' | 'real';
  /** Path of the interpreter. */
  readonly python: string;
}

/** All places where one interpreter runs programs: the pool on both clocks, and bubblewrap, which has the real one only. */
export const waysToRun: readonly Omit<Place, 'python'>[] = [
  { tier: 'pool', clock: 'auto' },
  { tier: 'pool', clock: 'real' },
  { tier: 'single', clock: 'real' },
];

/** What is wrong with how it ended there, in words; empty when nothing is. */
export function complaints(attack: Attack, place: Place, outcome: Outcome): readonly string[] {
  if (!('stdout' in outcome)) return [`it was not run: ${JSON.stringify(outcome)}`];
  const { kind, exitCode, signal, stdout, stderr } = expectedEnding(attack, place);
  return [
    differs('kind', kind, outcome.kind),
    exitCode === 'any' ? '' : differs('exitCode', exitCode, outcome.exitCode),
    signal === undefined ? '' : differs('signal', signal, outcome.signal),
    stdout === undefined ? '' : differs('stdout', stdout, lines(outcome.stdout)),
    stderr === undefined ? '' : differs('stderr', stderr, lines(outcome.stderr)),
    attack.endsSoon && outcome.wallMs >= soonMs ? `it took ${outcome.wallMs} ms, and should not have waited` : '',
  ].filter((text) => text !== '');
}

/** Far more than any of them needs on a machine that others keep busy, and less than what is not to be waited for. */
const soonMs = 15_000;

type Expected = Partial<Ending> & Pick<Ending, 'kind' | 'exitCode'>;

function expectedEnding(attack: Attack, { tier, clock }: Place): Expected {
  const here = {
    ...attack,
    ...(tier === 'pool' ? attack.inPool : {}),
    ...(tier === 'pool' && clock === 'auto' ? {} : attack.onRealClock),
  };
  const { kind = 'finished', exitCode = kind === 'finished' ? 0 : 'any' } = here;
  const isWell = kind === 'finished' && exitCode === 0;
  return { ...(isWell ? { stderr: '' } : {}), ...here, kind, exitCode };
}

function differs(what: string, expected: string | number | RegExp, got: string | number | null): string {
  const isRight = expected instanceof RegExp ? expected.test(String(got)) : expected === got;
  return isRight ? '' : `${what} should be ${shown(expected)} but is ${shown(got)}`;
}

const MOST_SHOWN = 2000;

function shown(value: string | number | RegExp | null): string {
  const text = value instanceof RegExp ? String(value) : JSON.stringify(value);
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (${text.length} letters)`;
}

const lines = (text: string) => text.replace(/\n$/u, '');
