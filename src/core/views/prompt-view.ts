import { timeAt } from '../people/local-day.ts';
import type { ChosenQuestion } from '../calendar/choose-prompt.ts';
import { termOf } from '../course/find.ts';
import { inline } from '../inline.ts';
import type { Prompt } from '../ports/prompt-store.ts';
import type { Question } from '../quiz/question.ts';
import type { Block, View } from '../view.ts';
import { choices, prose, python, view } from '../view.ts';
import type { Reader } from './option-label.ts';
import { optionLabel } from './option-label.ts';
import { askedBlocks } from './question-view.ts';

interface Asking {
  readonly prompt: Pick<Prompt, 'id' | 'revealAt'>;
  /** Of the channel's times. */
  readonly zone: string;
  readonly lateness: 'on-time' | 'late';
}

/** The question of the day, for everyone in a channel. What is right stays here. */
export function promptView(
  { course, question }: ChosenQuestion,
  { prompt, zone, lateness }: Asking,
  reader: Reader,
): View {
  const { say, language } = reader;
  const late = lateness === 'late' ? [prose(...inline(say('daily.late')))] : [];
  return view(
    say('daily.question-title', { concept: termOf(course, question.quiz.concept, language) }),
    [
      ...late,
      ...questionBlocks(question, reader),
      prose(...inline(say('daily.how', { time: timeAt(prompt.revealAt, zone) }))),
      choices(...pressed(question, prompt, reader)),
    ],
    { audience: 'channel' },
  );
}

/** What is asked, and the program it is about. */
export function questionBlocks(question: Question, reader: Reader): readonly Block[] {
  const { code } = question.variant;
  return [...askedBlocks(question, reader), ...(code === null ? [] : [python(code)])];
}

function pressed({ quiz, drawn }: Question, { id }: Pick<Prompt, 'id'>, reader: Reader) {
  if (drawn.kind !== 'pick') return [];
  return drawn.options.map((option, place) => ({
    label: optionLabel(quiz, option, reader),
    weight: 'secondary' as const,
    command: 'vote',
    args: { prompt: id, pick: String(place) },
  }));
}
