import type { ChosenQuestion } from '../calendar/choose-prompt.ts';
import { inline } from '../inline.ts';
import type { Voted } from '../ports/prompt-store.ts';
import { gradeQuestion } from '../quiz/question.ts';
import type { View } from '../view.ts';
import { prose, view } from '../view.ts';
import { answerView } from './answer-view.ts';
import type { Reader } from './option-label.ts';
import { optionInWords } from './option-label.ts';

/** What somebody has chosen, for their eyes; whether it is right is told with the answer. */
export function voteView(
  { question }: ChosenQuestion,
  { voted, until }: { readonly voted: Exclude<Voted, { readonly kind: 'closed' }>; readonly until: string },
  reader: Reader,
): View {
  const { say } = reader;
  const option =
    question.drawn.kind === 'pick' ? question.drawn.options.find(({ id }) => id === voted.counted) : undefined;
  const answer = option === undefined ? voted.counted : optionInWords(question.quiz, option, reader);
  const sentence =
    voted.kind === 'spent'
      ? say('daily.spent', { answer, until })
      : voted.left > 0
        ? say('daily.chosen', { answer, until })
        : say('daily.changed', { answer, until });
  return view('', [prose(...inline(sentence))]);
}

/** The answer, for somebody who presses once it is told; null when there is no such option any more. */
export function lateVoteView({ course, question }: ChosenQuestion, pick: number, reader: Reader): View | null {
  const graded = gradeQuestion(question, [pick]);
  if (graded === null) return null;
  const answered = answerView(course, { question, ...graded, recorded: 'recorded' }, reader);
  return { ...answered, blocks: [prose(...inline(reader.say('daily.too-late'))), ...answered.blocks] };
}
