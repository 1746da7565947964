import type { Handle } from '../handle.ts';
import type { Kit } from '../command.ts';
import type { Log } from '../ports/log.ts';
import { Refusal } from '../refusal.ts';
import type { Request } from '../request.ts';

/** One line per request: what was asked, where, how long it took and how it ended. Never what the learner typed. */
export function logged(next: Handle, { clock, commands }: Kit, log: Log): Handle {
  const known = new Set(commands.map(({ name }) => name));
  return async function* timed(request, signal) {
    const startedAt = clock.now();
    let outcome = 'repeat';
    try {
      for await (const view of next(request, signal)) {
        outcome = 'answered';
        yield view;
      }
    } catch (error) {
      outcome = error instanceof Refusal ? `refused: ${error.code}` : 'failed';
      throw error;
    } finally {
      log.info('request', { ...describe(request, known), outcome, ms: clock.now() - startedAt });
    }
  };
}

function describe(request: Request, known: ReadonlySet<string>) {
  const command = known.has(request.command) ? request.command : 'unknown';
  return { request: request.id, command, platform: request.place.platform };
}
