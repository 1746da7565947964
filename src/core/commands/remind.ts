import type { Call, Suggest } from '../command.ts';
import { defineCommand, typedText } from '../command.ts';
import { quote } from '../inline.ts';
import type { When } from '../people/read-remind.ts';
import { clockTime, isQuiet, readQuiet, readTime, readWeekday, readWhen, weekdayNames } from '../people/read-remind.ts';
import { setReminder, usualQuiet } from '../people/set-reminder.ts';
import type { QuietHours, Reminder } from '../ports/reminder-store.ts';
import { Refusal } from '../refusal.ts';
import { reminderView } from '../views/reminder-views.ts';

const suggest: Suggest = () =>
  ['18:00', '12:30', '09:00', '20:00', 'sunday 18:00', 'off'].map((value) => ({ value, label: value }));

/**
 * `/remind 18:00` asks for a line in direct messages on days without study, `/remind sunday 18:00` for one a week that tells
 * how it went; `/remind off` ends that.
 */
export const remind = defineCommand({
  name: 'remind',
  summary: 'command.remind',
  options: { when: typedText('option.remind-time', suggest), quiet: typedText('option.quiet') },
  async *run(call) {
    const { request, kit } = call;
    const args = withDay(call.args);
    if (args.when === undefined) {
      yield reminderView(await kit.store.reminders.of(request.learner), 'shown', call);
    } else if (off.has(args.when.trim().toLowerCase())) {
      await kit.store.reminders.choose({ kind: 'stop', learner: request.learner, at: kit.clock.now() });
      yield reminderView(null, 'changed', call);
    } else {
      yield reminderView(await set({ ...args, when: args.when }, call), 'changed', call);
    }
  },
});

const off: ReadonlySet<string> = new Set(['off', 'stop', 'no', 'never', '关', '关闭', '停']);

interface Typed {
  readonly when?: string;
  readonly quiet?: string;
}

/** Where words follow one another, the time of a day of the week is typed where quiet hours are. */
function withDay({ when, quiet }: Typed): Typed {
  const [time = '', ...others] = quiet?.trim().split(/\s+/u) ?? [];
  if (when === undefined || readWeekday(when) === null || readTime(time) === null)
    return { ...(when === undefined ? {} : { when }), ...(quiet === undefined ? {} : { quiet }) };
  return { when: `${when} ${time}`, ...(others.length === 0 ? {} : { quiet: others.join(' ') }) };
}

async function set(args: Typed & { readonly when: string }, { request, kit }: Call<string>): Promise<Reminder> {
  const { when: typed } = args;
  const wanted = readWhen(typed);
  if (wanted === null) throw new Refusal('unknown-time', (say) => say('refusal.unknown-time', { time: quote(typed) }));
  const quiet = args.quiet === undefined ? usualQuiet : quietHours(args.quiet);
  if (isQuiet(quiet, wanted.minute)) throw inQuietHours(wanted, quiet);
  return await setReminder(request, kit, { ...wanted, quiet });
}

function quietHours(typed: string): QuietHours {
  const quiet = readQuiet(typed);
  if (quiet !== null) return quiet;
  throw new Refusal('unknown-quiet', (say) => say('refusal.unknown-quiet', { hours: quote(typed) }));
}

function inQuietHours({ minute, weekday }: When, quiet: QuietHours): Refusal {
  const [from, to] = [clockTime(quiet.from * 60), clockTime(quiet.to * 60)];
  return new Refusal(
    'in-quiet-hours',
    (say) => say('refusal.in-quiet-hours', { time: clockTime(minute), from, to }),
    (say) => [
      {
        label: say('button.remind-at', { time: to }),
        weight: 'primary',
        command: 'remind',
        args: { when: weekday === undefined ? to : `${weekdayNames[weekday - 1] ?? ''} ${to}` },
      },
    ],
  );
}
