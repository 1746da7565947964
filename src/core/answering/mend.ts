import { offerReport } from '../classes/offer-report.ts';
import type { Call } from '../command.ts';
import { runId } from '../ids.ts';
import type { Outcome } from '../outcome.ts';
import { missingLine } from '../quiz/kept-lines.ts';
import { differenceIn } from '../quiz/shows.ts';
import type { View } from '../view.ts';
import type { Mending } from '../views/fix-view.ts';
import { fixedView, lineGoneView, notFixedView, solutionView } from '../views/fix-view.ts';
import { underWayView } from '../views/outcome-view.ts';
import { questionView } from '../views/question-view.ts';
import { recordAnswer } from './record-answer.ts';
import { noCode, typedProgram } from '../typed-program.ts';

/**
 * Runs a mended program. One that passes is a right answer, giving up a wrong one; a try that does not pass is neither, so
 * that one may try as often as one likes.
 */
export async function* mend(asked: Omit<Mending, 'program'>, call: Call<'code' | 'solution'>): AsyncIterable<View> {
  const { args } = call;
  const { course, question } = asked;
  if (args.solution !== undefined) {
    await recordAnswer(course, { question, given: ['solution'], correct: false }, call);
    yield offerReport(solutionView(asked, call), asked, call);
  } else if (args.code === undefined) {
    yield questionView(course, question, call);
  } else {
    yield* tryOut({ ...asked, program: typedProgram(args.code, noCode) }, call);
  }
}

async function* tryOut(mending: Mending, call: Call<string>): AsyncIterable<View> {
  const gone = missingLine(mending.answer.keep, mending.program);
  if (gone !== null) {
    yield lineGoneView(mending, gone, call);
    return;
  }
  const { kit, request, say, signal } = call;
  const id = runId(request.id);
  const job = { id, code: mending.program, stdin: '', learner: request.learner, clock: 'auto' } as const;
  for await (const event of kit.runner.run(job, signal)) {
    if (event.kind === 'done') yield await judged(mending, event.outcome, call);
    else yield underWayView(event, id, say);
  }
}

async function judged(mending: Mending, outcome: Outcome, call: Call<string>): Promise<View> {
  const { course, question, answer } = mending;
  const passes = 'stdout' in outcome && differenceIn(outcome, answer.shows) === null;
  if (!passes) return notFixedView(mending, outcome, call);
  const recorded = await recordAnswer(course, { question, given: ['passed'], correct: true }, call);
  return offerReport(fixedView(mending, { outcome, recorded }, call), mending, call);
}
