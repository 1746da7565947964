import { requestId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import type { Block, View } from '#core/view.ts';
import type { Bench } from './bench-app.ts';
import { classOf } from './memberships.ts';
import { nameOf, platform } from './town.ts';
import type { TimesFigure } from './store-figure.ts';
import type { Took } from './timed.ts';
import { timed, timesFigure } from './timed.ts';
import type { Whom } from './whom.ts';

/** `/progress`, `/quiz`, and an answer to what it asks, by these learners. */
export async function benchReplies({ name, all }: Whom, bench: Bench): Promise<readonly TimesFigure[]> {
  const times = { progress: new Array<Took>(), quiz: new Array<Took>(), answer: new Array<Took>() };
  for (const who of all) {
    times.progress.push((await ask(bench, who, { command: 'progress', args: {} })).took);
    const quiz = await ask(bench, who, { command: 'quiz', args: {} });
    times.quiz.push(quiz.took);
    const pressed = quiz.view.blocks.map(answerTo).find((one) => one !== null) ?? null;
    if (pressed !== null) times.answer.push((await ask(bench, who, pressed)).took);
  }
  return [
    timesFigure(`/progress, ${name}`, times.progress),
    timesFigure(`/quiz, ${name}`, times.quiz),
    timesFigure(`  an answer to it, ${name}`, times.answer),
  ];
}

/** `/class` in the 20 largest classes. */
export async function benchReports({ town, ...bench }: Bench, asked: number): Promise<TimesFigure> {
  const times: Took[] = [];
  for (let nth = 0; nth < asked; nth += 1) {
    const of = town.classes[nth % Math.min(20, town.classes.length)];
    if (of === undefined) break;
    const place = { platform, visibility: 'private', community: of.community, role: 'teacher' } as const;
    times.push((await ask({ town, ...bench }, of.first, { command: 'class', args: {}, place })).took);
  }
  return timesFigure(`/class, of ${Math.max(...town.classes.map(({ size }) => size))} members at most`, times);
}

/** `/leaderboard` where there is one. */
export async function benchLeaderboards(bench: Bench, asked: number): Promise<TimesFigure> {
  const times: Took[] = [];
  for (let nth = 0; nth < asked; nth += 1) {
    const of = bench.town.classes[nth % Math.min(20, bench.town.classes.length)];
    if (of !== undefined) times.push((await ask(bench, of.first, { command: 'leaderboard', args: {} })).took);
  }
  return timesFigure('/leaderboard, of a third of a class', times, null);
}

type Asked = Pick<Request, 'command' | 'args'> & { readonly place?: Request['place'] };

interface Answered {
  readonly took: Took;
  readonly view: View;
}

async function ask({ app, faults, clock, town }: Bench, who: number, asked: Asked): Promise<Answered> {
  const community = classOf(who, town)?.community;
  const usual = { platform, visibility: 'private', ...(community === undefined ? {} : { community }) } as const;
  clock.pass(1000);
  const request: Request = {
    id: requestId(`bench-${performance.timeOrigin}-${(requests += 1)}`),
    learner: nameOf(who),
    place: usual,
    locale: 'en',
    receivedAt: clock.now(),
    ...asked,
  };
  const { result: views, ...took } = await timed(async () =>
    Array.fromAsync(app.handle(request, new AbortController().signal)),
  );
  const view = views.at(-1);
  if (view === undefined || faults.length > 0)
    throw new Error(`expected an answer to /${asked.command}, got ${faults.join()}`);
  return { took, view };
}

let requests = 0;

/** What a press on the first button or place of a question sends; null where it has none, or wants a program. */
function answerTo(block: Block): Asked | null {
  if (block.kind === 'choices') {
    const choice = block.choices.find(({ command }) => command === 'answer');
    return choice === undefined ? null : { command: 'answer', args: choice.args };
  }
  if (block.kind !== 'ask' || block.ask.command !== 'answer') return null;
  const picks = block.ask.fields.find(({ kind }) => kind === 'many-of');
  return picks === undefined ? null : { command: 'answer', args: { ...block.ask.args, [picks.name]: '0' } };
}
