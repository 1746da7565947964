import type { App } from '#core/app.ts';
import type { Delivery } from '#core/delivery.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import { paused } from '#bots/shared/pause-between.ts';

interface Heart {
  readonly app: Pick<App, 'due' | 'delivered' | 'speak'>;
  readonly bots: readonly Pick<Bot, 'name' | 'deliver'>[];
  readonly clock: Clock;
  readonly log: Log;
  /** Between two beats. */
  readonly everyMs: number;
  /** What is being sent at the signal has so long; default 4 s. */
  readonly patienceMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Asks core again and again what is to be sent by itself, and has the bot of its platform send it. Ends soon after the signal:
 * what has not been sent by then is handed back. A delivery whose end could not be told is told again by core, which looks first.
 */
export async function beat({ signal, everyMs, patienceMs = usualPatienceMs, ...heart }: Heart): Promise<void> {
  const underWay = new Map<Delivery, Promise<void>>();
  while (!signal.aborted) {
    for (const delivery of await dueNow(heart)) {
      const sending = send(delivery, heart);
      underWay.set(delivery, sending);
      sending.finally(() => underWay.delete(delivery)).catch(() => undefined);
    }
    await paused(everyMs, signal);
  }
  const sent = Promise.allSettled(underWay.values()).then(() => undefined);
  await eitherOf(sent, patienceMs);
  await handBack([...underWay.keys()], heart);
}

const usualPatienceMs = 4000;

/** Another process need not wait for the end of our claims; it looks first whether they stand there. */
async function handBack(deliveries: readonly Delivery[], { app, log }: Organs): Promise<void> {
  for (const delivery of deliveries) {
    try {
      await app.delivered(delivery, { kind: 'failed', sent: 'perhaps' });
      log.warn('delivery handed back', { delivery: delivery.id });
    } catch (error) {
      log.error('delivery unsettled', { delivery: delivery.id, error });
    }
  }
}

type Organs = Omit<Heart, 'signal' | 'everyMs' | 'patienceMs'>;

/** A store that cannot be asked just now can be at the next beat. */
async function dueNow({ app, bots, log }: Organs): Promise<readonly Delivery[]> {
  try {
    return await app.due(bots.map(({ name }) => name));
  } catch (error) {
    log.error('heartbeat failed', { error });
    return [];
  }
}

async function send(delivery: Delivery, { app, bots, clock, log }: Organs): Promise<void> {
  const bot = bots.find(({ name }) => name === delivery.address.platform);
  // Somebody else may have it by now: the machine may have slept.
  if (bot === undefined || clock.now() >= delivery.until) return;
  try {
    const outcome = await bot.deliver(delivery, app.speak(delivery.language));
    await app.delivered(delivery, outcome);
    log.info('delivery', { delivery: delivery.id, platform: bot.name, outcome: outcome.kind });
  } catch (error) {
    log.error('delivery unsettled', { delivery: delivery.id, error });
  }
}
