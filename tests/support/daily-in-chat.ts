import type { App } from '#core/app.ts';
import type { DeliveryOutcome } from '#core/delivery.ts';
import type { LearnerId } from '#core/ids.ts';
import { requestId } from '#core/ids.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { View } from '#core/view.ts';

/** The time of day, but for an offset that a test chooses. */
export interface OffsetClock {
  now(): number;
  offset: number;
}

export function offsetClock(): OffsetClock {
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  return clock;
}

interface Where {
  readonly platform: string;
  readonly community: string;
  readonly channel: string;
  readonly teacher: LearnerId;
}

let asked = 0;

/** What a teacher types behind `/daily`. */
export async function teach(app: App, { platform, community, channel, teacher }: Where, typed: string): Promise<View> {
  asked += 1;
  const place = { platform, visibility: 'shared', community, channel, role: 'teacher' } as const;
  const request = { command: 'daily', args: { action: typed }, learner: teacher, place, locale: 'en', receivedAt: 0 };
  const id = requestId(`teach-${asked}-${Date.now()}`);
  const views = await Array.fromAsync(app.handle({ ...request, id }, new AbortController().signal));
  const last = views.at(-1);
  if (last === undefined || last.tone === 'warning') throw new Error(`expected it to be done: ${JSON.stringify(last)}`);
  return last;
}

/** A question each day at the minute that has just begun: it is due as soon as this settles. */
export async function askNow(app: App, where: Where, clock: OffsetClock): Promise<void> {
  const minute = new Date(Date.now() - 1000).toISOString().slice(11, 16);
  clock.offset = -3_600_000;
  await teach(app, where, `set ${minute} UTC`);
  clock.offset = 0;
}

/** One heartbeat; gives what came of each delivery. `kill`: the process dies when it has sent them. */
export async function heartbeat(
  { app, bot }: { readonly app: App; readonly bot: Bot },
  kill: 'killed' | 'lives' = 'lives',
): Promise<readonly DeliveryOutcome[]> {
  const outcomes: DeliveryOutcome[] = [];
  for (const delivery of await app.due([bot.name])) {
    const outcome = await bot.deliver(delivery, app.speak(delivery.language));
    outcomes.push(outcome);
    if (kill === 'lives') await app.delivered(delivery, outcome);
  }
  return outcomes;
}
