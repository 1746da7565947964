import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { notesOfPresses } from '#bots/shared/presses.ts';
import { systemClock } from './system.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Platforms repeat an event for minutes; its id is kept a week. */
const eventMemoryMs = 7 * dayMs;
/** What bots have noted, such as what they registered, is kept so long after it was last noted. */
const noteMemoryMs = 400 * dayMs;
/** What a button means that was shown longer ago is forgotten. */
const pressMemoryMs = 30 * dayMs;
/** A silence that is no longer than this was none. */
const graceMs = 5 * minuteMs;

/** Notes every minute that the bot is running, and forgets once a day what is kept no longer; until the signal. */
export async function keepHouse(store: Store, { log, signal }: { readonly log: Log; readonly signal: AbortSignal }) {
  let forgottenAt = -Infinity;
  const look = async (): Promise<void> => {
    const now = systemClock.now();
    await store.days.beat(now, graceMs);
    if (Math.abs(now - forgottenAt) < dayMs) return;
    forgottenAt = now;
    await forgetOld(store, now);
    log.info('old events forgotten', {});
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.error('house not kept', { error }));
  }, minuteMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

async function forgetOld(store: Store, now: number): Promise<void> {
  await store.requests.forgetBefore(now - eventMemoryMs);
  await store.notes.forgetBefore(now - noteMemoryMs);
  for (const platform of ['discord', 'slack']) {
    await store.notes.forgetBefore(now - pressMemoryMs, notesOfPresses(platform));
  }
}
