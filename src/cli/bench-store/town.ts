import { optionsFor } from '#core/calendar/choose-prompt.ts';
import type { Course } from '#core/course/course.ts';
import type { LearnerId } from '#core/ids.ts';
import { learnerId } from '#core/ids.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { Quiz } from '#core/quiz/quiz.ts';
import type { Size } from './activity.ts';
import { activityOf } from './activity.ts';
import type { ClassHere } from './classes.ts';
import { classesOf } from './classes.ts';
import type { Drawing } from './drawings.ts';
import { drawingsOf } from './drawings.ts';

/** Everybody who learns here. What they did follows from it, the same each time. */
export interface Town {
  readonly size: Size;
  readonly course: Course;
  /** How many answers each learner gave. */
  readonly counts: readonly number[];
  readonly classes: readonly ClassHere[];
  /** So many of the classes, the largest, are asked a question a day in their channel. */
  readonly channels: number;
  /** On so many days. */
  readonly promptDays: number;
  readonly drawings: readonly (readonly Drawing[])[];
  /** Those that a channel can be asked. */
  readonly promptable: readonly Quiz[];
}

export const platform = 'bench';
export const dayMs = 86_400_000;
/** A Monday, at noon in UTC: a year of learning ends here. */
export const noon = Date.UTC(2026, 10, 23, 12);
/** When that day began. */
export const today = noon - dayMs / 2;

const mostChannels = 60;
const mostPromptDays = 90;

export function foundTown(size: Size, course: Course): Town {
  const counts = activityOf(size);
  const classes = classesOf(size.learners);
  const most = counts.reduce((one, other) => Math.max(one, other), 0);
  return {
    size,
    course,
    counts,
    classes,
    channels: Math.min(mostChannels, classes.length),
    promptDays: Math.min(mostPromptDays, Math.max(3, Math.round(size.learners / 1000))),
    drawings: drawingsOf(course, Math.ceil(most / course.quizzes.length) + 1),
    promptable: course.quizzes.filter((quiz) => optionsFor(drawQuestion(quiz, 0)) !== null),
  };
}

/** Names are in the order of numbers. */
export const nameOf = (who: number): LearnerId => learnerId(`${platform}:${String(who).padStart(7, '0')}`);

/** Every 25th learner has another account as well, which is the next one. */
export const isLinkedToNext = (who: number, { size }: Town): boolean => who % 25 === 0 && who + 1 < size.learners;
