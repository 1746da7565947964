import { audited } from '../classes/audited.ts';
import { classHere, refuseOverheard } from '../classes/class-of.ts';
import { exportClass } from '../classes/export-class.ts';
import { weekMs } from '../classes/most-improved.ts';
import type { Call, Suggest } from '../command.ts';
import { carried, defineCommand, typedText } from '../command.ts';
import type { Course } from '../course/course.ts';
import { courseMeant } from '../course/place.ts';
import type { Class, ClassSettings } from '../ports/class-store.ts';
import { prose, text, view } from '../view.ts';
import type { View } from '../view.ts';
import { beliefsView, classView } from '../views/class-view.ts';

const suggestParts: Suggest = (_, { library, language }) => {
  const say = library.speak(language);
  return [
    { value: 'export', label: say('button.class-export') },
    { value: 'leaderboard on', label: say('button.leaderboard-on') },
    { value: 'leaderboard off', label: say('button.leaderboard-off') },
  ];
};

/** `/class` tells a teacher how the class is doing; `/class export` gives everything on record of it. */
export const classReport = defineCommand({
  name: 'class',
  summary: 'command.class',
  options: { part: typedText('option.class-part', suggestParts), course: carried },
  askedBy: 'teachers',
  async *run(call) {
    const { args, kit, request } = call;
    const of = classHere(call);
    const course = await courseMeant(args.course, request.learner, kit);
    switch (partOf(args.part ?? '')) {
      case 'report':
        yield await report(of, course, call);
        break;
      case 'beliefs':
        yield beliefsView(course, await figuresOf(of, course, call), call);
        break;
      case 'export':
        yield await exported(of, course, call);
        break;
      case 'leaderboard on':
        yield await switched(of, 'on', call);
        break;
      case 'leaderboard off':
        yield await switched(of, 'off', call);
    }
  },
});

const parts = ['report', 'beliefs', 'export', 'leaderboard on', 'leaderboard off'] as const;

/** The whole report is what anything else may have been meant for. */
function partOf(typed: string): (typeof parts)[number] {
  const wanted = typed.trim().toLowerCase().replace(/\s+/gu, ' ');
  return parts.find((part) => part === wanted) ?? 'report';
}

async function figuresOf(of: Class, course: Course, { kit }: Call<string>) {
  return await kit.store.classes.figures(of, course.id, kit.clock.now() - weekMs);
}

async function report(of: Class, course: Course, call: Call<string>): Promise<View> {
  const { store } = call.kit;
  const figures = await figuresOf(of, course, call);
  const settings = await store.contests.settings(of);
  const reported = (await store.questionReports.open(of)).length;
  return classView(course, { figures, settings, reported }, call);
}

/** Names of learners are in it: it is for the teacher's eyes, and who asked for it is written down. */
async function exported(of: Class, course: Course, call: Call<string>): Promise<View> {
  const { kit, request, say } = call;
  refuseOverheard(request);
  await audited(call, { act: 'class export', about: course.id });
  const roster = await kit.store.classes.roster(of, course.id);
  const tasks = (await kit.store.assignments.overview(of)).filter((task) => task.course === course.id);
  const files = exportClass({ course, roster, tasks, at: kit.clock.now() });
  return view(say('class.export-title'), [prose(text(say('class.export-told', { count: roster.length }))), ...files]);
}

async function switched(of: Class, leaderboard: ClassSettings['leaderboard'], call: Call<string>): Promise<View> {
  const { kit, say } = call;
  await audited(call, { act: `class leaderboard ${leaderboard}` });
  await kit.store.contests.change(of, { leaderboard });
  const told = leaderboard === 'on' ? say('class.leaderboard-on') : say('class.leaderboard-off');
  return view(say('leaderboard.title'), [prose(text(told))]);
}
