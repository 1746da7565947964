import { tailFigure } from '../figure.ts';
import type { TailFigure } from '../figure.ts';
import type { Bench } from './bench-app.ts';
import { platform } from './town.ts';

const minuteMs = 60_000;

/** What is due at each minute of `minutes`, taken for delivered: questions, answers, reminders; and each claim by itself. */
export async function benchBeats(
  { app, faults, store, clock }: Bench,
  minutes: number,
): Promise<readonly TailFigure[]> {
  const times = { all: new Array<number>(), daily: new Array<number>(), reminders: new Array<number>() };
  const claims: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    clock.pass(minuteMs);
    const beganAt = performance.now();
    const due = await app.due([platform]);
    const ms = performance.now() - beganAt;
    times.all.push(ms);
    if (due.some(({ id }) => id.startsWith('daily/'))) times.daily.push(ms);
    else if (due.length > 0) times.reminders.push(ms);
    for (const delivery of due) await app.delivered(delivery, { kind: 'delivered', reference: null });
    const claimedAt = performance.now();
    await store.calendar.claim({ platforms: [platform], now: clock.now(), leaseMs: minuteMs, most: 40 });
    claims.push(performance.now() - claimedAt);
  }
  if (faults.length > 0) throw new Error(`expected nothing to fail, but: ${faults[0]}`);
  return [
    tailFigure('what is due, at each minute of a day', times.all),
    tailFigure('  where a question or its answer is', times.daily),
    tailFigure('  where reminders are', times.reminders),
    tailFigure('  the claim alone', claims),
  ];
}
