import { classHere, refuseOverheard } from '../classes/class-of.ts';
import { defineCommand } from '../command.ts';
import { reportsView } from '../views/reports-view.ts';

/** The questions that learners say are wrong; the keys to them stand there too. */
export const reports = defineCommand({
  name: 'reports',
  summary: 'command.reports',
  options: {},
  askedBy: 'teachers',
  async *run(call) {
    const { kit, request } = call;
    const of = classHere(call);
    refuseOverheard(request);
    yield reportsView(await kit.store.questionReports.open(of), kit.library, call);
  },
});
