import { optionsFor } from '#core/calendar/choose-prompt.ts';
import type { Library } from '#core/course/course.ts';
import { learnerId, promptId } from '#core/ids.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import { digestView } from '#core/views/digest-view.ts';
import { promptView } from '#core/views/prompt-view.ts';
import { revealView } from '#core/views/reveal-view.ts';
import { lateVoteView, voteView } from '#core/views/vote-view.ts';
import type { Language } from '#core/words.ts';
import { choicesOf, testApp } from './app.ts';
import type { NamedView } from './named-view.ts';
import { asTeacher, deliverAll, press, typeDaily } from './study-channel.ts';

const prompt = { id: promptId('k7m2:2026-11-23'), revealAt: Date.UTC(2026, 10, 23, 16) };
const hour = 3_600_000;
/** Before nine in Berlin. */
const start = Date.UTC(2026, 10, 23, 7);

/** The questions of the day, their answers, and what teachers and learners read about them. */
export async function dailyViews(library: Library, language: Language): Promise<readonly NamedView[]> {
  return [
    ...questionViews(library, language),
    ...(await teacherViews(library, language)),
    ...digestViews(library, language),
  ];
}

/** Every question that a channel may be asked, with its answer. */
function questionViews(library: Library, language: Language): readonly NamedView[] {
  const reader = { say: library.speak(language), language };
  const [course] = library.courses;
  if (course === undefined) throw new Error('expected a course in content/');
  return course.quizzes.flatMap((quiz, nth): readonly NamedView[] => {
    const asked = { course, question: drawQuestion(quiz, 7) };
    const options = optionsFor(asked.question);
    if (options === null) return [];
    const tally = new Map(options.map(({ id }, at) => [id, [7, 12, 0, 3, 1][(at + nth) % 5] ?? 0]));
    const [first] = options;
    const late = lateVoteView(asked, 0, reader);
    const chosen = { kind: 'counted', counted: first?.id ?? '', left: nth % 2 } as const;
    const lateness = nth % 5 === 0 ? 'late' : 'on-time';
    return [
      {
        name: `daily ${quiz.id}`,
        view: promptView(asked, { prompt, zone: 'Europe/Berlin', lateness }, reader),
      },
      { name: `daily answer ${quiz.id}`, view: revealView(asked, { tally, silence: 'goes-on' }, reader) },
      { name: `daily choice ${quiz.id}`, view: voteView(asked, { voted: chosen, until: '17:00' }, reader) },
      ...(late === null ? [] : [{ name: `daily too late ${quiz.id}`, view: late }]),
    ];
  });
}

/** Weeks of somebody who sets the questions of a channel: of every question as the one that was missed most. */
function digestViews(library: Library, language: Language): readonly NamedView[] {
  const reader = { say: library.speak(language), language };
  const [course] = library.courses;
  if (course === undefined) throw new Error('expected a course in content/');
  const schedule = { channel: '1570000000000000001', channelName: null };
  const figures = { schedule, questions: 5, answers: 41 };
  const quiet = { answers: 0, right: 0, learnt: 0, due: 0 };
  const full = { answers: 23, right: 17, learnt: 4, due: 3 };
  const told = course.quizzes.flatMap((quiz): readonly NamedView[] => {
    const asked = { course, question: drawQuestion(quiz, 7) };
    const option = optionsFor(asked.question)?.find(({ right }) => !right);
    if (option === undefined) return [];
    const missed = { asked, option, wrong: 7, answers: 11 };
    const views = { course, week: full, channels: [{ ...figures, missed }] };
    return [{ name: `digest ${quiz.id}`, view: digestView(views, reader) }];
  });
  return [
    ...told,
    { name: 'digest of a quiet week', view: digestView({ course, week: quiet, channels: [] }, reader) },
    {
      name: 'digest of a channel that knows all',
      view: digestView({ course, week: full, channels: [{ ...figures, missed: null }] }, reader),
    },
  ];
}

async function teacherViews(library: Library, locale: Language): Promise<readonly NamedView[]> {
  const app = testApp({ library, start, seeds: [7, 11, 13] });
  const teach = async (name: string, typed: string) => ({
    name: `daily ${name}`,
    view: await typeDaily(app, typed, { locale }),
  });
  const views = [
    await teach('refusal none', 'list'),
    await teach('refusal zone', 'set 09:00 berlin'),
    await teach('set', 'set <#C42|async> 09:00 Europe/Berlin weekdays 8'),
    await teach('try', 'try'),
    await teach('holidays', 'holidays 2026-12-24,2026-12-25'),
    await teach('pause', 'pause until 2027-03-22'),
    await teach('resume', 'resume'),
    await teach('refusal which', 'stop z2z2'),
  ];
  app.pass(hour);
  const [question] = await deliverAll(app);
  if (question === undefined) throw new Error('expected a question');
  const last = choicesOf(question.view).length - 1;
  for (const [at, place] of [0, last, 0, 1].entries()) await press(app, question, { place, by: `p${at}` });
  const spent = await press(app, question, { place: last, by: 'p0' });
  const none = await press(app, question, { place: 1, by: 'p0' });
  app.pass(8 * hour);
  const [answer] = await deliverAll(app);
  app.pass(16 * hour);
  await deliverAll(app);
  app.pass(8 * hour);
  const [silent] = await deliverAll(app);
  app.pass(16 * hour);
  for (const delivery of await app.app.due(['test'])) await app.app.delivered(delivery, { kind: 'gone' });
  const [gone] = await app.app.due(['test']);
  const shown = { question, answer, 'answer to nobody': silent, gone };
  return [
    ...views,
    ...Object.entries(shown).flatMap(([name, delivery]) =>
      delivery === undefined ? [] : [{ name: `daily ${name} as posted`, view: delivery.view }],
    ),
    ...[spent, none].flatMap((view, at) => (view === undefined ? [] : [{ name: `daily changed ${at + 1}`, view }])),
    { name: 'daily list', view: await typeDaily(app, 'list', { ...asTeacher, locale, learner: learnerId('test:t') }) },
  ];
}
