import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import type { Part, State } from '#metrics/serve-health.ts';
import type { Config } from '#src/config.ts';
import { waysIn } from './ways-in.ts';

export interface Premises {
  /** Null: this process has none, as a worker. */
  readonly store: Store | null;
  /** Whether programs can be run: null while they cannot. */
  readonly python: () => Promise<unknown>;
  readonly log: Log;
}

interface Watched {
  readonly connection: (platform: string) => 'stands' | 'lost' | 'unknown';
  readonly stopping: AbortSignal;
}

/** What a process of this role needs to be ready. Its database was brought to our newest migration when it was opened. */
export function partsOf(
  config: Config,
  { store, python }: Premises,
  { connection, stopping }: Watched,
): readonly Part[] {
  return [
    { name: 'taking turns', look: async () => await Promise.resolve(turns(stopping)) },
    ...(store === null ? [] : [{ name: 'store', look: async () => await lookAtStore(store) }]),
    ...(config.role === 'scheduler' ? [] : [{ name: 'runs', look: async () => await lookAtRuns(python) }]),
    ...platformsOf(config).map((platform) => ({
      name: platform,
      look: async () => await Promise.resolve(lookAtConnection(connection(platform))),
    })),
  ];
}

/** Schedulers and workers keep no connection. */
function platformsOf(config: Config): readonly string[] {
  if (config.role === 'scheduler' || config.role === 'worker') return [];
  const { discord, slack } = waysIn(config);
  return [...(discord === null ? [] : ['discord']), ...(slack === null ? [] : ['slack'])];
}

function turns({ aborted }: AbortSignal): State {
  return aborted ? { state: 'broken', detail: 'ending: takes no new turns' } : { state: 'well', detail: 'yes' };
}

/** Any read will do. */
async function lookAtStore(store: Store): Promise<State> {
  const startedAt = performance.now();
  await store.notes.read('health');
  return { state: 'well', detail: `answers in ${Math.ceil(performance.now() - startedAt)} ms` };
}

/** Lessons and questions go on without them. */
async function lookAtRuns(python: Premises['python']): Promise<State> {
  const found = await python();
  return found === null
    ? { state: 'missing', detail: 'no program can be run; studyloop doctor says why' }
    : { state: 'well', detail: 'programs can be run' };
}

function lookAtConnection(state: ReturnType<Watched['connection']>): State {
  return { state: state === 'stands' ? 'well' : 'broken', detail: state === 'unknown' ? 'not connected yet' : state };
}
