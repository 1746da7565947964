import type { Bench } from './bench-app.ts';
import type { TimesFigure } from './store-figure.ts';
import type { Took } from './timed.ts';
import { timed, timesFigure } from './timed.ts';
import { platform } from './town.ts';

const minuteMs = 60_000;

/** What is due at each minute of `minutes`, taken for delivered: questions, answers, reminders; and each claim by itself. */
export async function benchBeats(
  { app, faults, store, clock }: Bench,
  minutes: number,
): Promise<readonly TimesFigure[]> {
  const times = { all: new Array<Took>(), daily: new Array<Took>(), reminders: new Array<Took>() };
  const claims: Took[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    clock.pass(minuteMs);
    const { result: due, ...took } = await timed(async () => app.due([platform]));
    times.all.push(took);
    if (due.some(({ id }) => id.startsWith('daily/'))) times.daily.push(took);
    else if (due.length > 0) times.reminders.push(took);
    for (const delivery of due) await app.delivered(delivery, { kind: 'delivered', reference: null });
    const wanted = { platforms: [platform], now: clock.now(), leaseMs: minuteMs, most: 40 };
    claims.push(await timed(async () => store.calendar.claim(wanted)));
  }
  if (faults.length > 0) throw new Error(`expected nothing to fail, but: ${faults[0]}`);
  return [
    timesFigure('what is due, at each minute of a day', times.all),
    timesFigure('  where a question or its answer is', times.daily),
    timesFigure('  where reminders are', times.reminders),
    timesFigure('  the claim alone', claims),
  ];
}
