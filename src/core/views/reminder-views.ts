import { daysInWords } from '../calendar/local-time.ts';
import { inline } from '../inline.ts';
import { clockTime } from '../people/read-remind.ts';
import type { Reminder } from '../ports/reminder-store.ts';
import type { Choice, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Language, Say } from '../words.ts';

/** Whether and when a learner is reminded, and how to change that. */
export function reminderView(
  reminder: Reminder | null,
  how: 'shown' | 'changed',
  { say, language }: { readonly say: Say; readonly language: Language },
): View {
  const more = { tone: how === 'changed' ? 'success' : 'plain' } as const;
  if (reminder === null) {
    const told = how === 'changed' ? say('remind.off') : say('remind.none');
    const times = ['09:00', '12:30', '18:00'].map((time) => atTime(time, say));
    return view(
      say('remind.title'),
      [prose(...inline(told)), prose(...inline(say('remind.how'))), choices(...times, weekly(say))],
      more,
    );
  }
  const { minute, weekday, zone } = reminder;
  const time = clockTime(minute);
  const set =
    weekday === undefined
      ? say('remind.set', { time, zone })
      : say('remind.set-weekly', { day: daysInWords([weekday], language), time, zone });
  const rules = rulesOf(reminder, say);
  return view(say('remind.title'), [prose(...inline(set)), prose(...inline(rules)), choices(stopReminders(say))], more);
}

function rulesOf({ weekday, quiet }: Reminder, say: Say): string {
  const hours = { from: clockTime(quiet.from * 60), to: clockTime(quiet.to * 60) };
  const isAlways = quiet.from === quiet.to;
  if (weekday !== undefined) return isAlways ? say('remind.rules-weekly-always') : say('remind.rules-weekly', hours);
  return isAlways ? say('remind.rules-always') : say('remind.rules', hours);
}

/** The reminder itself: short, and one press ends them all. */
export function reminderMessage(due: number, say: Say): View {
  const quiz = { label: say('button.quiz'), weight: 'primary', command: 'quiz', args: {} } as const;
  return view('', [prose(...inline(say('remind.due', { count: due }))), choices(quiz, stopReminders(say))]);
}

/** Ends all of them. */
export const stopReminders = (say: Say): Choice => ({
  label: say('button.remind-stop'),
  weight: 'secondary',
  command: 'remind',
  args: { when: 'off' },
});

const weekly = (say: Say): Choice => ({
  label: say('button.remind-weekly'),
  weight: 'secondary',
  command: 'remind',
  args: { when: 'sunday 18:00' },
});

const atTime = (time: string, say: Say): Choice => ({
  label: say('button.remind-at', { time }),
  weight: 'secondary',
  command: 'remind',
  args: { when: time },
});
