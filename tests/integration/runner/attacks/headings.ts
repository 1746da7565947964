import { asyncioPrograms } from './asyncio.ts';
import type { Attack } from './attack.ts';
import { basicsOfTheLanguage } from './basics-language.ts';
import { basicsOfTheLibrary } from './basics-library.ts';
import { basicsOfWork } from './basics-work.ts';
import { endingsByFailure } from './endings-by-failure.ts';
import { endings } from './endings.ts';
import { files } from './files.ts';
import { memory } from './memory.ts';
import { network } from './network.ts';
import { output } from './output.ts';
import { persistence } from './persistence.ts';
import type { Place } from './place.ts';
import { privileges } from './privileges.ts';
import { processesTooMany } from './processes-too-many.ts';
import { processes } from './processes.ts';
import { secrets } from './secrets.ts';
import { systemCallsOut } from './system-calls.ts';
import { time } from './time.ts';

/** All programs; their names are unlike. */
export const headings: Readonly<Record<string, readonly Attack[]>> = {
  basics: [...basicsOfTheLanguage, ...basicsOfTheLibrary, ...basicsOfWork],
  'how it ends': [...endings, ...endingsByFailure],
  output,
  time,
  memory,
  processes: [...processes, ...processesTooMany],
  files,
  secrets,
  'runs before it': persistence,
  privileges,
  'system calls': systemCallsOut,
  network,
  asyncio: asyncioPrograms,
};

/** Every fifth of each heading, for a place that differs little from another. */
export const someOfEach: typeof headings = Object.fromEntries(
  Object.entries(headings).map(([heading, attacks]) => [heading, attacks.filter((_, index) => index % 5 === 0)]),
);

/** What an ordinary user runs: all in the pool on its own clock, elsewhere a fifth; with ATTACKS=all only the pool on the real clock has less. */
export function ofOrdinaryUser({ tier, clock }: Pick<Place, 'tier' | 'clock'>): typeof headings {
  if (tier === 'pool') return clock === 'real' ? someOfEach : headings;
  return process.env['ATTACKS'] === 'all' ? headings : someOfEach;
}
