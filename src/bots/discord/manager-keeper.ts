import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocketOptions } from 'discord.js';
import { SimpleShardingStrategy, WebSocketShardStatus } from 'discord.js';

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;
type Manager = Parameters<BuildStrategy>[0];

/**
 * Lets the client's connections be ended for good. A shard that is mending its connection goes on with it after it was
 * destroyed, and would come back as one that nobody hears, so it is kept from beginning again.
 */
export interface ManagerKeeper {
  readonly buildStrategy: BuildStrategy;
  /** From now on no connection is begun. */
  close(): void;
  /** Settles when none is just being opened: the client could not close it. */
  settled(): Promise<void>;
}

export function createManagerKeeper(): ManagerKeeper {
  const managers: Manager[] = [];
  let state: 'open' | 'closed' = 'open';
  return {
    buildStrategy(manager) {
      managers.push(manager);
      const { options } = manager;
      const retrieve = options.retrieveSessionInfo.bind(options);
      // Asked for before each connection; without an answer there is none.
      options.retrieveSessionInfo = async (shard) =>
        state === 'open' ? await retrieve(shard) : await new Promise<never>(() => undefined);
      return new SimpleShardingStrategy(manager);
    },
    close: () => void (state = 'closed'),
    async settled() {
      const until = performance.now() + longestOpeningMs;
      while (performance.now() < until && (await isOpening(managers))) await pause(checkMs);
    },
  };
}

const longestOpeningMs = 3000;
const checkMs = 20;

async function isOpening(managers: readonly Manager[]): Promise<boolean> {
  for (const manager of managers) {
    const states = await manager.fetchStatus();
    if ([...states.values()].includes(WebSocketShardStatus.Connecting)) return true;
  }
  return false;
}
