import { inline } from '../inline.ts';
import { clockTime } from '../people/read-remind.ts';
import type { Reminder } from '../ports/reminder-store.ts';
import type { Choice, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Say } from '../words.ts';

/** Whether and when a learner is reminded, and how to change that. */
export function reminderView(reminder: Reminder | null, how: 'shown' | 'changed', say: Say): View {
  const more = { tone: how === 'changed' ? 'success' : 'plain' } as const;
  if (reminder === null) {
    const told = how === 'changed' ? say('remind.off') : say('remind.none');
    const times = ['09:00', '12:30', '18:00'].map((time) => atTime(time, say));
    return view(
      say('remind.title'),
      [prose(...inline(told)), prose(...inline(say('remind.how'))), choices(...times)],
      more,
    );
  }
  const { minute, zone, quiet } = reminder;
  const rules =
    quiet.from === quiet.to
      ? say('remind.rules-always')
      : say('remind.rules', { from: clockTime(quiet.from * 60), to: clockTime(quiet.to * 60) });
  const set = say('remind.set', { time: clockTime(minute), zone });
  return view(say('remind.title'), [prose(...inline(set)), prose(...inline(rules)), choices(stop(say))], more);
}

/** The reminder itself: short, and one press ends them all. */
export function reminderMessage(due: number, say: Say): View {
  const quiz = { label: say('button.quiz'), weight: 'primary', command: 'quiz', args: {} } as const;
  return view('', [prose(...inline(say('remind.due', { count: due }))), choices(quiz, stop(say))]);
}

const stop = (say: Say): Choice => ({
  label: say('button.remind-stop'),
  weight: 'secondary',
  command: 'remind',
  args: { when: 'off' },
});

const atTime = (time: string, say: Say): Choice => ({
  label: say('button.remind-at', { time }),
  weight: 'secondary',
  command: 'remind',
  args: { when: time },
});
