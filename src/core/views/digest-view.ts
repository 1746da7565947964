import type { Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { ChannelWeek, Missed } from '../people/channel-week.ts';
import type { Week } from '../people/week-of.ts';
import type { Choice, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { Reader } from './option-label.ts';
import { stopReminders } from './reminder-views.ts';

interface Told {
  readonly course: Course;
  readonly week: Week;
  readonly channels: readonly ChannelWeek[];
}

/** A week in a few lines, with one next step. */
export function digestView({ course, week, channels }: Told, reader: Reader): View {
  const { say } = reader;
  const lines = [...weekLines(week, say), ...channels.map((channel) => channelLine(channel, reader))];
  return view(say('digest.title'), [
    ...lines.map((line) => prose(...inline(line))),
    choices(nextStep(course, week, say), stopReminders(say)),
  ]);
}

/** A week without answers is told without a word of blame. */
function weekLines({ answers, right, learnt, due }: Week, say: Say): readonly string[] {
  return [
    answers === 0 ? say('digest.quiet') : say('digest.answers', { right, count: answers }),
    ...(learnt === 0 ? [] : [say('digest.learnt', { count: learnt })]),
    due === 0 ? say('digest.nothing-due') : say('digest.due', { count: due }),
  ];
}

function channelLine({ schedule, questions, answers, missed }: ChannelWeek, reader: Reader): string {
  const { say } = reader;
  const { channel, channelName } = schedule;
  const place = channelName === null ? say('daily.elsewhere', { channel }) : `#${channelName}`;
  const figures = say('digest.channel', { place, questions, count: answers });
  return `${figures} ${missed === null ? say('digest.all-right') : missedLine(missed, reader)}`;
}

function missedLine(
  { asked: { course, question }, wrong, answers, option }: Missed,
  { say, language }: Reader,
): string {
  const concept = course.concepts.find(({ id }) => id === question.quiz.concept);
  const misconception = course.misconceptions.find(({ id }) => id === option.misconception);
  const term = concept === undefined ? question.quiz.concept : inLanguage(concept.term, language);
  const told = say('digest.missed', { concept: term, wrong, answers });
  if (misconception === undefined) return told;
  return `${told} ${say('digest.belief', { belief: inLanguage(misconception.belief, language) })}`;
}

function nextStep(course: Course, { due }: Week, say: Say): Choice {
  return due > 0
    ? { label: say('button.quiz'), weight: 'primary', command: 'quiz', args: {} }
    : { label: say('button.continue'), weight: 'primary', command: 'lesson', args: { course: course.id } };
}
