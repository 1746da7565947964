import type { ChosenQuestion } from '../calendar/choose-prompt.ts';
import { optionsFor } from '../calendar/choose-prompt.ts';
import { questionOf } from '../calendar/prompt-question.ts';
import type { Kit } from '../command.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import type { StandingPrompt } from '../ports/prompt-store.ts';
import type { Reminder } from '../ports/reminder-store.ts';
import type { QuizOption } from '../quiz/quiz.ts';

/** How a channel answered in seven days what it was asked by one schedule. */
export interface ChannelWeek {
  readonly schedule: Pick<Schedule, 'channel' | 'channelName'>;
  /** Questions whose answers were told, and that somebody answered. */
  readonly questions: number;
  readonly answers: number;
  /** What most were wrong about; null: nobody was. */
  readonly missed: Missed | null;
}

export interface Missed {
  readonly asked: ChosenQuestion;
  readonly wrong: number;
  readonly answers: number;
  /** The wrong option that most chose. */
  readonly option: QuizOption;
}

const weekMs = 7 * 86_400_000;
/** More questions than a schedule asks in a week. */
const mostQuestions = 8;

/** Of the channels for which this learner set the questions, those that answered any in the last seven days. */
export async function channelWeeks(
  { learner, platform, community }: Reminder,
  { store, clock, library }: Pick<Kit, 'store' | 'clock' | 'library'>,
): Promise<readonly ChannelWeek[]> {
  if (community === null) return [];
  const accounts = await store.accounts.of(learner);
  const all = await store.calendar.schedules({ platform, community });
  const since = clock.now() - weekMs;
  const mine = all.filter(({ createdBy }) => accounts.includes(createdBy));
  const weeks = mine.map(async (schedule) => {
    const recent = await store.prompts.recent(schedule.id, mostQuestions);
    const told = recent.filter(({ closedAt, tally }) => closedAt !== null && closedAt > since && tally.size > 0);
    return { schedule, ...weekIn(told, library) };
  });
  return (await Promise.all(weeks)).filter(({ questions }) => questions > 0);
}

function weekIn(told: readonly StandingPrompt[], library: Kit['library']): Omit<ChannelWeek, 'schedule'> {
  const missed = told.flatMap((prompt) => missedIn(prompt, library) ?? []);
  return {
    questions: told.length,
    answers: told.reduce((sum, { tally }) => sum + countOf(tally), 0),
    missed: missed.toSorted((one, other) => other.wrong - one.wrong || one.answers - other.answers)[0] ?? null,
  };
}

const countOf = (tally: StandingPrompt['tally']): number => [...tally.values()].reduce((sum, count) => sum + count, 0);

/** Null where nobody was wrong, and for a question that the content has no more. */
function missedIn(prompt: StandingPrompt, library: Kit['library']): Missed | null {
  const { tally } = prompt;
  const asked = questionOf(prompt, library);
  const options = asked === null ? null : optionsFor(asked.question);
  if (asked === null || options === null) return null;
  const count = ({ id }: QuizOption) => tally.get(id) ?? 0;
  const wrong = options.filter((option) => !option.right && count(option) > 0);
  const [option] = wrong.toSorted((one, other) => count(other) - count(one));
  if (option === undefined) return null;
  return { asked, option, wrong: wrong.reduce((sum, one) => sum + count(one), 0), answers: countOf(tally) };
}
