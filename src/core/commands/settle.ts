import { audited } from '../classes/audited.ts';
import { classHere } from '../classes/class-of.ts';
import { carried, defineCommand } from '../command.ts';
import { courseId, quizId } from '../ids.ts';
import { reportsView } from '../views/reports-view.ts';

/** A teacher has dealt with a reported question: its reports are settled. */
export const settle = defineCommand({
  name: 'settle',
  summary: null,
  options: { course: carried, quiz: carried },
  askedBy: 'teachers',
  async *run(call) {
    const { args, kit } = call;
    const of = classHere(call);
    const question = { course: courseId(args.course ?? ''), quiz: quizId(args.quiz ?? '') };
    await audited(call, { act: 'settle', about: question.quiz });
    await kit.store.questionReports.settle(of, question);
    yield reportsView(await kit.store.questionReports.open(of), kit.library, call);
  },
});
