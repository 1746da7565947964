import { dateAt } from '../people/local-day.ts';
import type { ChosenQuestion } from '../calendar/choose-prompt.ts';
import { isWeekly, nextTurns } from '../calendar/cadence.ts';
import { clockChangeIn, dateInWords, dayAndTime, daysInWords, offsetAt } from '../calendar/local-time.ts';

import { scopeName } from '../calendar/read-scope.ts';
import type { Call } from '../command.ts';
import { inline } from '../inline.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import type { StandingPrompt } from '../ports/prompt-store.ts';
import type { Block, Span, View } from '../view.ts';
import { inlineCode, list, prose, strong, text, view } from '../view.ts';
import type { PhraseKey, Say } from '../words.ts';
import { optionInWords } from './option-label.ts';
import { questionBlocks } from './prompt-view.ts';

/** What was done about a schedule. */
export type ScheduleNews = 'set' | 'paused' | 'resumed' | 'holidays' | 'stopped' | 'revealed';

/** A schedule, and its last prompts, which decide about its rhythm. */
interface Line {
  readonly schedule: Schedule;
  readonly recent: readonly StandingPrompt[];
}

type Teacher = Pick<Call<string>, 'say' | 'language' | 'kit' | 'request'>;

/** So many of the next questions are shown. */
const mostTurns = 5;

/** How a schedule stands after something was done about it. */
export function scheduleView(
  { schedule, recent, news }: Line & { readonly news: ScheduleNews },
  teacher: Teacher,
): View {
  const { say } = teacher;
  const sentence = say(sentences[news]);
  const rest = news === 'stopped' || news === 'revealed' ? [] : lineBlocks({ schedule, recent }, teacher);
  return view(say('daily.title'), [prose(...inline(sentence)), ...rest], { tone: 'success' });
}

const sentences = {
  set: 'daily.set',
  paused: 'daily.paused',
  resumed: 'daily.resumed',
  holidays: 'daily.holidays',
  stopped: 'daily.stopped',
  revealed: 'daily.revealed',
} as const satisfies Record<ScheduleNews, PhraseKey>;

/** All schedules of a community with their next questions. */
export function scheduleListView(lines: readonly Line[], teacher: Teacher): View {
  return view(
    teacher.say('daily.title'),
    lines.flatMap((line) => lineBlocks(line, teacher)),
  );
}

function lineBlocks({ schedule, recent }: Line, teacher: Teacher): readonly Block[] {
  const { say, kit, language } = teacher;
  const turns = nextTurns(schedule, { now: kit.clock.now(), recent }, mostTurns);
  const change = clockChangeIn(turns, schedule.zone);
  const days = turns.map(({ at }) => [text(dayAndTime(at, schedule.zone, language))]);
  return [
    prose(...headOf(schedule, teacher)),
    ...notesOf({ schedule, recent }, teacher).map((note) => prose(...inline(note))),
    ...(days.length === 0 ? [] : [prose(text(say('daily.next'))), list(days)]),
    ...(change === null
      ? []
      : [prose(...inline(say('daily.clock-change', changeIn({ schedule, turns, at: change.at }, teacher))))]),
  ];
}

function changeIn(
  {
    schedule,
    turns,
    at,
  }: { readonly schedule: Schedule; readonly turns: readonly { readonly at: number }[]; readonly at: number },
  { language }: Teacher,
) {
  const before = turns[turns.findIndex((turn) => turn.at === at) - 1]?.at ?? at;
  const { zone, time } = schedule;
  return { day: dayAndTime(at, zone, language), time, before: offsetAt(before, zone), after: offsetAt(at, zone) };
}

/** `k7m2` · #study · Mon, Tue · 09:00 (Europe/Berlin) · what about. */
function headOf(schedule: Schedule, { say, language, kit, request }: Teacher): readonly Span[] {
  const { id, time, zone, weekdays, scope } = schedule;
  const days = weekdays.length === everyDay ? say('daily.every-day') : daysInWords(weekdays, language);
  const about = scopeName(scope, kit.library, language);
  const parts = [
    placeName(schedule, request.place.channel, say),
    days,
    `${time} (${zone})`,
    ...(about === null ? [] : [about]),
  ];
  return [inlineCode(id), text(' · '), strong(parts.join(' · '))];
}

const everyDay = 7;

function placeName({ channel, channelName }: Schedule, here: string | undefined, say: Say): string {
  if (channelName !== null) return `#${channelName}`;
  return channel === here ? say('daily.here') : say('daily.elsewhere', { channel });
}

function notesOf({ schedule, recent }: Line, { say, language, kit }: Teacher): readonly string[] {
  const { pause, holidays } = schedule;
  const free = holidays.map((date) => dateInWords(date, language)).join(language === 'zh' ? '、' : ', ');
  const paused = pause?.kind === 'until' && pause.date > dateAt(kit.clock.now(), schedule.zone) ? pause.date : null;
  return [
    ...(pause?.kind === 'gone' ? [say('daily.note-gone', { id: schedule.id })] : []),
    ...(paused === null ? [] : [say('daily.note-paused', { date: dateInWords(paused, language) })]),
    ...(isWeekly(recent) ? [say('daily.note-weekly')] : []),
    ...(free === '' ? [] : [say('daily.note-holidays', { dates: free })]),
  ];
}

interface Trial extends Line {
  readonly revealAt: number;
  readonly now: number;
}

/** What would be asked next, for the teacher's eyes: nothing in it can be pressed. */
export function trialView(
  { question }: ChosenQuestion,
  { schedule, recent, revealAt, now }: Trial,
  teacher: Teacher,
): View {
  const { say, language } = teacher;
  const [next] = nextTurns(schedule, { now, recent }, 1);
  const when =
    next === undefined
      ? say('daily.trial-idle')
      : say('daily.trial', { day: dayAndTime(next.at, schedule.zone, language) });
  const options = question.drawn.kind === 'pick' ? question.drawn.options : [];
  const count = Math.round((revealAt - now) / hourMs);
  return view(say('daily.trial-title'), [
    prose(...inline(when)),
    ...questionBlocks(question, teacher),
    list(options.map((option) => inline(optionInWords(question.quiz, option, teacher)))),
    prose(...inline(say('daily.trial-reveal', { count }))),
  ]);
}

const hourMs = 3_600_000;

/** Tells a teacher that a channel cannot be written to any more. */
export function channelGoneView(schedule: Schedule, say: Say): View {
  const { id, channel, channelName, time, zone } = schedule;
  const place = channelName === null ? say('daily.elsewhere', { channel }) : `#${channelName}`;
  return view(say('daily.title'), [prose(...inline(say('daily.gone', { id, place, time, zone })))], {
    tone: 'warning',
  });
}
