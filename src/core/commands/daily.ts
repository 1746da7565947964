import type { Call, Suggest } from '../command.ts';
import { defineCommand, typedChannel, typedText } from '../command.ts';
import { dailyActions } from '../calendar/daily-actions.ts';
import { readDaily, valuesIn } from '../calendar/read-daily.ts';
import { daySets } from '../calendar/weekdays.ts';
import { suggestZones } from '../calendar/zones.ts';
import { suggestCourses } from '../course/suggest.ts';
import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';

const suggestActions: Suggest = (typed) =>
  [...dailyActions.keys()]
    .filter((name) => name.startsWith(typed.trim().toLowerCase()))
    .map((name) => ({ value: name, label: name }));

const suggestDays: Suggest = () => daySets.map((name) => ({ value: name, label: name }));

/** A question every day in a channel: what teachers say about when, where and what about. */
export const daily = defineCommand({
  name: 'daily',
  summary: 'command.daily',
  options: {
    action: typedText('option.daily-action', suggestActions),
    channel: typedChannel('option.daily-channel'),
    time: typedText('option.daily-time'),
    zone: typedText('option.daily-zone', (typed) => suggestZones(typed)),
    days: typedText('option.daily-days', suggestDays),
    lesson: typedText('option.daily-lesson', suggestCourses),
    id: typedText('option.daily-id'),
    date: typedText('option.daily-date'),
  },
  askedBy: 'teachers',
  async *run(call) {
    const [action = 'list', ...values] = typedIn(call);
    const act = dailyActions.get(action.toLowerCase());
    if (act === undefined) throw unknownAction(action);
    yield await act({ call, words: readDaily(values) });
  },
});

/** The first word says what to do; the others may come in any order. */
function typedIn({ args }: Call<keyof typeof daily.options>): readonly string[] {
  const [first = '', ...others] = valuesIn(args, Object.keys(daily.options));
  const [action, ...words] = first.trim().split(/\s+/u);
  return action === undefined || action === '' ? others : [action, ...words, ...others];
}

function unknownAction(typed: string): Refusal {
  const known = [...dailyActions.keys()].map((name) => `\`${name}\``).join(', ');
  return new Refusal('daily-action', (say) => say('refusal.daily-action', { action: quote(typed), known }));
}
