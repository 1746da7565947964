import type { Call, Suggest } from '../command.ts';
import { defineCommand, typedText } from '../command.ts';
import { quote } from '../inline.ts';
import { clockTime, isQuiet, readQuiet, readTime } from '../people/read-remind.ts';
import { setReminder, usualQuiet } from '../people/set-reminder.ts';
import type { QuietHours, Reminder } from '../ports/reminder-store.ts';
import { Refusal } from '../refusal.ts';
import { reminderView } from '../views/reminder-views.ts';

const suggest: Suggest = () => ['18:00', '12:30', '09:00', '20:00', 'off'].map((value) => ({ value, label: value }));

/** `/remind 18:00` asks for a line in direct messages on days without study; `/remind off` ends that. */
export const remind = defineCommand({
  name: 'remind',
  summary: 'command.remind',
  options: { when: typedText('option.remind-time', suggest), quiet: typedText('option.quiet') },
  async *run(call) {
    const { args, request, kit, say } = call;
    if (args.when === undefined) {
      yield reminderView(await kit.store.reminders.of(request.learner), 'shown', say);
    } else if (off.has(args.when.trim().toLowerCase())) {
      await kit.store.reminders.choose({ kind: 'stop', learner: request.learner, at: kit.clock.now() });
      yield reminderView(null, 'changed', say);
    } else {
      yield reminderView(await set(args.when, call), 'changed', say);
    }
  },
});

const off: ReadonlySet<string> = new Set(['off', 'stop', 'no', 'never', '关', '关闭', '停']);

async function set(typed: string, { args, request, kit }: Call<'quiet'>): Promise<Reminder> {
  const minute = readTime(typed);
  if (minute === null) throw new Refusal('unknown-time', (say) => say('refusal.unknown-time', { time: quote(typed) }));
  const quiet = args.quiet === undefined ? usualQuiet : quietHours(args.quiet);
  if (isQuiet(quiet, minute)) throw inQuietHours(minute, quiet);
  return await setReminder(request, kit, { minute, quiet });
}

function quietHours(typed: string): QuietHours {
  const quiet = readQuiet(typed);
  if (quiet !== null) return quiet;
  throw new Refusal('unknown-quiet', (say) => say('refusal.unknown-quiet', { hours: quote(typed) }));
}

function inQuietHours(minute: number, quiet: QuietHours): Refusal {
  const [from, to] = [clockTime(quiet.from * 60), clockTime(quiet.to * 60)];
  return new Refusal(
    'in-quiet-hours',
    (say) => say('refusal.in-quiet-hours', { time: clockTime(minute), from, to }),
    (say) => [
      { label: say('button.remind-at', { time: to }), weight: 'primary', command: 'remind', args: { when: to } },
    ],
  );
}
