import { classHere } from '../classes/class-of.ts';
import { carried, defineCommand } from '../command.ts';
import { findCourse } from '../course/find.ts';
import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import { choices, prose, text, view } from '../view.ts';

/** A learner says that something is wrong with a question; teachers see it with `/reports`. */
export const report = defineCommand({
  name: 'report',
  summary: null,
  options: { course: carried, quiz: carried, seed: carried, reason: carried },
  replies: 'beside',
  async *run(call) {
    const { args, kit, request, say } = call;
    const of = classHere(call);
    const course = findCourse(kit.library, args.course ?? '');
    const quiz = course.quizzes.find(({ id }) => id === args.quiz);
    if (quiz === undefined) throw new Refusal('stale-question', (tell) => tell('refusal.stale-question'));
    const reason = quote(withoutPings(args.reason ?? ''), longestReason);
    if (reason === '') throw new Refusal('no-reason', (tell) => tell('refusal.no-reason'));
    const at = kit.clock.now();
    const seed = /^\d{1,10}$/u.test(args.seed ?? '') ? Number(args.seed) : 0;
    const outcome = await kit.store.questionReports.report(
      { ...of, course: course.id, quiz: quiz.id, seed, learner: request.learner, reason, at },
      { since: at - limit.withinMs, most: limit.most },
    );
    if (outcome === 'too-many') throw new Refusal('too-many-reports', (tell) => tell('refusal.too-many-reports'));
    const told = outcome === 'reported' ? say('report.thanks') : say('report.again');
    const onward = { label: say('button.another-question'), weight: 'primary', command: 'quiz' } as const;
    yield view(say('report.thanks-title'), [prose(text(told)), choices({ ...onward, args: { course: course.id } })]);
  },
});

const longestReason = 200;

/** Nobody is called by a report: mentions go, and what calls everybody is a word. */
const withoutPings = (typed: string): string =>
  typed.replace(/<[@#!][^>]*>/gu, '').replace(/@(?=everyone|here|channel)/giu, '');

/** So that nobody floods the teachers. */
const limit = { most: 5, withinMs: 24 * 3_600_000 };
