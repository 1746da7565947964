import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import type { Config } from '#src/config.ts';
import { HostProblem } from '#core/host-problem.ts';
import type { Log } from '#core/ports/log.ts';
import { hideSecrets } from '#core/secrets/hide-secrets.ts';

/** Where the log goes: standard error, or a file while the console bot has the terminal to itself. */
export type LogTarget = { readonly kind: 'stderr' } | { readonly kind: 'file'; readonly path: string };

/** A log of one JSON object a line. */
export function createLog(level: Config['logLevel'], target: LogTarget): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, openTarget(target));
  return {
    info: (event, fields) => logger.info(fields, event),
    warn: (event, fields) => logger.warn(fields, event),
    error: (event, { error, ...fields }) => logger.error({ ...fields, err: error }, event),
  };
}

/** Each line as it is to be read by operators: without what looks like a secret, wherever it came from. */
function openTarget(target: LogTarget): pino.DestinationStream {
  const destination = openDestination(target);
  return { write: (line) => destination.write(hideSecrets(line)) };
}

/** Written at once: a line that is still in memory when the process dies helps nobody. */
function openDestination(target: LogTarget): pino.DestinationStream {
  if (target.kind === 'stderr') return pino.destination({ fd: 2, sync: true });
  try {
    mkdirSync(dirname(target.path), { recursive: true });
    return pino.destination({ dest: target.path, sync: true, mode: 0o600 });
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const message = `expected to write the log to ${target.path}, but could not (${why}); mend the folder's permissions.`;
    throw new HostProblem(message, { cause: error });
  }
}
