import type { Log } from '#core/ports/log.ts';

/** Which connections stand, as the log tells it. */
export interface Connections {
  readonly log: Log;
  /** `unknown`: nothing was heard of a connection there. */
  of(platform: string): 'stands' | 'lost' | 'unknown';
}

/** What lines of the log say of a platform's connection; that of a part of it (a shard) counts as that of the whole. */
const meanings: ReadonlyMap<string, readonly [platform: string, state: 'stands' | 'lost']> = new Map([
  ['discord connected', ['discord', 'stands']],
  ['discord connection back', ['discord', 'stands']],
  ['discord interactions awaited', ['discord', 'stands']],
  ['discord connection lost', ['discord', 'lost']],
  ['discord not connected', ['discord', 'lost']],
  ['slack connected', ['slack', 'stands']],
  ['slack requests awaited', ['slack', 'stands']],
  ['slack connection ended', ['slack', 'lost']],
  ['slack not connected', ['slack', 'lost']],
]);

/** A log that remembers what was last said of each connection. */
export function followConnections(log: Log): Connections {
  const known = new Map<string, 'stands' | 'lost'>();
  const heard = (event: string) => {
    const meaning = meanings.get(event);
    if (meaning !== undefined) known.set(...meaning);
  };
  return {
    of: (platform) => known.get(platform) ?? 'unknown',
    log: {
      info(event, fields) {
        heard(event);
        log.info(event, fields);
      },
      warn(event, fields) {
        heard(event);
        log.warn(event, fields);
      },
      error: (event, fields) => log.error(event, fields),
    },
  };
}
