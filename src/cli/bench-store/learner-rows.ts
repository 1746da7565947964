import type { Answer } from '#core/ports/store.ts';
import { hashOf } from '#store/hash-of.ts';
import type { Tables } from '#store/tables.ts';
import type { Act } from './acts.ts';
import { choiceRows } from './choice-rows.ts';
import type { ClassCounts } from './class-counts.ts';
import type { LearnerRows } from './rows.ts';
import type { Town } from './town.ts';
import { nameOf } from './town.ts';

/** What the store would hold of a learner after all these acts, which are in the order of time. */
export function addLearner(rows: LearnerRows, { who, acts, town, counts }: Living): void {
  const learner = nameOf(who);
  const course = town.course.id;
  const answers = acts.flatMap((act) => (act.kind === 'answers' || act.kind === 'is counted' ? [act.answer] : []));
  rows.answer.push(...answerRows(answers));
  const standings = standingRows(answers);
  rows.standing.push(...standings);
  rows.studied_day.push(...dayRows(learner, acts));
  addExercises(rows, acts);
  addPages(rows, { learner, course }, acts);
  rows.lapse.push(...lapseRows(acts));
  rows.vote.push(...voteRows(acts));
  const { members, ...choices } = choiceRows(learner, acts);
  rows.member.push(...members);
  rows.setting.push(...choices.settings);
  rows.reminder.push(...choices.reminders);
  for (const member of members) counts.add(member, standings);
}

interface Living {
  readonly who: number;
  readonly acts: readonly Act[];
  readonly town: Town;
  readonly counts: ClassCounts;
}

function answerRows(answers: readonly Answer[]): readonly Tables['answer'][] {
  const times = new Map<string, number>();
  const rows = answers.map(({ learner, course, quiz, concept, seed, given, correct, at }) => {
    const nth = (times.get(quiz) ?? 0) + 1;
    times.set(quiz, nth);
    return {
      learner,
      course,
      quiz,
      seed,
      nth,
      concept,
      given: JSON.stringify(given),
      correct: correct ? 1 : 0,
      answered_at: at,
    };
  });
  // In the order of the table, which is filled faster so.
  return rows.toSorted((one, other) =>
    one.quiz === other.quiz ? one.seed - other.seed : one.quiz < other.quiz ? -1 : 1,
  );
}

function standingRows(answers: readonly Answer[]): readonly Tables['standing'][] {
  const standings = new Map<string, Tables['standing']>();
  const mark = ({ learner, course }: Answer, said: Pick<Tables['standing'], 'kind' | 'subject' | 'good'>) =>
    standings.set(`${said.kind} ${said.subject}`, { learner, course, ...said });
  for (const answer of answers) {
    mark(answer, { kind: 'concept', subject: answer.concept, good: answer.correct ? 1 : 0 });
    for (const held of answer.bearing?.held ?? []) mark(answer, { kind: 'belief', subject: held, good: 0 });
    for (const refuted of answer.bearing?.refuted ?? []) mark(answer, { kind: 'belief', subject: refuted, good: 1 });
  }
  return [...standings.values()];
}

/** Acts whose day counts as one of study. */
function dayRows(learner: string, acts: readonly Act[]): readonly Tables['studied_day'][] {
  const days = new Map<string, Tables['studied_day']>();
  for (const act of acts) {
    const day = dayOf(act);
    if (day === undefined) continue;
    const key = `${day.date} ${day.zone}`;
    if (!days.has(key)) days.set(key, { learner, date: day.date, zone: day.zone, first_at: act.at });
  }
  return [...days.values()];
}

function dayOf(act: Act) {
  switch (act.kind) {
    case 'answers':
    case 'is counted':
      return act.answer.day;
    case 'moves':
      return act.move.from === null ? undefined : act.move.day;
    case 'tries':
      return act.attempt.day;
    case 'votes':
      return act.vote.day;
    case 'is seen':
    case 'competes':
    case 'chooses a zone':
    case 'wants reminders':
    case 'lapses':
      return undefined;
  }
}

function addExercises(rows: LearnerRows, acts: readonly Act[]): void {
  const begun = new Map<string, Tables['exercise_begun']>();
  for (const act of acts) {
    if (act.kind !== 'tries') continue;
    const { learner, request, course, exercise, code, verdict, failing, hints, at } = act.attempt;
    const graded = {
      learner,
      request,
      course,
      exercise,
      code_hash: hashOf(code),
      verdict,
      failing,
      hints,
      graded_at: at,
    };
    rows.attempt.push(graded);
    begun.set(exercise, { learner, course, exercise, hints: 0, last_at: at });
  }
  rows.exercise_begun.push(...begun.values());
}

function addPages(rows: LearnerRows, of: Pick<Tables['position'], 'learner' | 'course'>, acts: readonly Act[]): void {
  const moves = acts.flatMap((act) => (act.kind === 'moves' ? [act.move] : []));
  const read = new Map<string, number>();
  for (const { from, at } of moves) if (from !== null && !read.has(from)) read.set(from, at);
  const pages = [...read].map(([chunk, at], place) => ({ ...of, chunk, nth: place + 1, read_at: at }));
  rows.chunk_read.push(...pages);
  const last = moves.at(-1);
  if (last === undefined) return;
  rows.position.push({ ...of, chunk: last.to, since: last.at, ordered_at: last.at });
}

function lapseRows(acts: readonly Act[]): readonly Tables['lapse'][] {
  return acts.flatMap((act) => {
    if (act.kind !== 'lapses') return [];
    const { learner, course, request, concepts, at } = act.lapses;
    return concepts.map((concept) => ({ learner, course, request, concept, lapsed_at: at }));
  });
}

function voteRows(acts: readonly Act[]): readonly Tables['vote'][] {
  return acts.flatMap((act) => {
    if (act.kind !== 'votes') return [];
    const { prompt, learner, request, given, correct, bearing, at } = act.vote;
    const said = { given, correct: correct ? 1 : 0, bearing: bearing === undefined ? null : JSON.stringify(bearing) };
    return [{ prompt, learner, nth: 1, request, ...said, voted_at: at }];
  });
}
