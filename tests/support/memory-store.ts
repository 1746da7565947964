import { createHash } from 'node:crypto';
import type { ChunkId, LearnerId, RequestId } from '#core/ids.ts';
import type {
  KeptEvent,
  Answer,
  AnswerStore,
  Attempt,
  ExerciseHistory,
  ExerciseStore,
  ExerciseTurn,
  Move,
  NoteStore,
  Position,
  ProgressStore,
  QuizHistory,
  RequestStore,
  Store,
} from '#core/ports/store.ts';
import { rememberClasses } from './memory-classes.ts';
import { createMemoryCalendar } from './memory-calendar.ts';
import { rememberEvidence } from './memory-evidence.ts';
import type { AccountsOf, PutDay } from './memory-people.ts';
import { createAccounts, createDays, createLearners, createOwnData, createReminders } from './memory-people.ts';
import type { MemoryTables } from './memory-tables.ts';
import { createMemoryTables, keyOf } from './memory-tables.ts';

/** A whole Store that forgets everything with the process; passes the same contract as the real ones. */
export function createMemoryStore(): Store {
  const tables = createMemoryTables();
  const { store: accounts, of } = createAccounts(tables);
  const { store: days, put } = createDays(tables, of);
  const shelf: Shelf = { tables, of, put };
  const reminders = createReminders(tables, of);
  const notes = createNotes();
  const { all, ...answers } = createAnswers(shelf);
  const remembered = rememberEvidence({ answers, exercises: createExercises(shelf) }, shelf);
  const classes = rememberClasses({ ...remembered, progress: createProgress(shelf) });
  const calendar = createMemoryCalendar({ record: classes.answers.record, all, putDay: put }, shelf);
  return {
    requests: createRequests(),
    learners: createLearners(tables, of),
    accounts,
    days,
    reminders: reminders.store,
    ownData: createOwnData(tables, of, (platform, community) => {
      reminders.forgetCommunity(platform, community);
      notes.forgetCommunity(platform, community);
      calendar.forgetCommunity(platform, community);
    }),
    ...remembered,
    ...classes,
    notes: notes.store,
    calendar: calendar.calendar,
    prompts: calendar.prompts,
  };
}

/** What facts of learners are kept with. */
interface Shelf {
  readonly tables: MemoryTables;
  readonly of: AccountsOf;
  readonly put: PutDay;
}

interface Claim {
  readonly at: number;
  /** Null when answered: nobody may claim it any more. */
  readonly leaseUntil: number | null;
  readonly kept: KeptEvent | null;
  readonly times: number;
}

function createRequests(): RequestStore {
  const claims = new Map<RequestId, Claim>();
  const claim = (id: RequestId, at: number, { leaseUntil, kept }: Pick<Claim, 'leaseUntil' | 'kept'>) => {
    const before = claims.get(id);
    if (before !== undefined && (before.leaseUntil === null || before.leaseUntil > at)) return 'taken';
    claims.set(id, { at, leaseUntil, kept, times: before?.times ?? 0 });
    return 'new';
  };
  return {
    claim: async (id, now, leaseMs) => claim(id, now, { leaseUntil: now + leaseMs, kept: null }),
    keep: async (kept, now, leaseMs) => claim(kept.id, now, { leaseUntil: now + leaseMs, kept }),
    async renew(ids, until) {
      for (const id of ids) {
        const theirs = claims.get(id);
        if (theirs !== undefined && theirs.leaseUntil !== null) claims.set(id, { ...theirs, leaseUntil: until });
      }
    },
    async takeOver({ platform, now, leaseMs, most }) {
      const orphaned = [...claims]
        .filter(([, { leaseUntil, kept }]) => leaseUntil !== null && leaseUntil <= now && kept?.platform === platform)
        .toSorted(([, one], [, other]) => one.at - other.at)
        .slice(0, most);
      return orphaned.map(([id, orphan]) => {
        const times = orphan.times + 1;
        claims.set(id, { ...orphan, times, leaseUntil: now + leaseMs });
        return { id, text: orphan.kept?.text ?? '', claimedAt: orphan.at, times };
      });
    },
    async settle(id, now) {
      claims.set(id, { at: claims.get(id)?.at ?? now, leaseUntil: null, kept: null, times: 0 });
    },
    async forgetBefore(time) {
      for (const [id, { at }] of claims) if (at < time) claims.delete(id);
    },
  };
}

interface Standing extends Position {
  readonly learner: LearnerId;
  /** Grows with each move of the person. */
  readonly order: number;
}

interface ChunkRead {
  readonly learner: LearnerId;
  readonly course: string;
  readonly chunk: ChunkId;
  readonly at: number;
}

function createProgress({ tables, of, put }: Shelf): ProgressStore {
  const standings = tables.make<Standing>('position', ({ learner, course }) => keyOf(learner, course));
  const read = tables.make<ChunkRead>('chunk_read', ({ learner, course, chunk }) => keyOf(learner, course, chunk));
  const theirs = (learner: LearnerId, course: string) =>
    standings
      .rows()
      .filter((row) => row.course === course && of(learner).includes(row.learner))
      .toSorted((one, other) => other.order - one.order || (one.learner < other.learner ? -1 : 1))[0];

  function addRead({ learner, course, from: chunk, read: isRead, at, day }: Move): void {
    if (!isRead || chunk === null) return;
    if (read.get(keyOf(learner, course, chunk)) === undefined) read.put({ learner, course, chunk, at });
    put({ learner, at, ...(day === undefined ? {} : { day }) });
  }

  return {
    async positions(learner) {
      const courses = new Set(standings.rows().map(({ course }) => course));
      const latest = [...courses].flatMap((course) => theirs(learner, course) ?? []);
      return latest.map(({ course, chunk, since }) => ({ course, chunk, since })).toSorted(lastVisitedFirst);
    },
    async savePosition(move) {
      addRead(move);
      const stands = theirs(move.learner, move.course);
      if ((stands?.chunk ?? null) !== move.from) return 'stale';
      const { learner, course, to: chunk, at: since } = move;
      standings.put({ learner, course, chunk, since, order: Math.max(since, (stands?.order ?? -1) + 1) });
      return 'moved';
    },
    async chunksRead(learner, course) {
      const mine = of(learner).map((one) => read.rows().filter((row) => row.learner === one && row.course === course));
      return [...new Set(merged(mine).map(({ chunk }) => chunk))];
    },
  };
}

/** Takes the earliest of the heads again and again; a head whose clock was set back waits for nobody. */
function merged<Row extends { readonly at: number }>(lists: readonly (readonly Row[])[]): readonly Row[] {
  const left = lists.map((list) =>
    list.map((row, nth) => ({ row, key: Math.max(...list.slice(0, nth + 1).map(({ at }) => at)) })),
  );
  const all: Row[] = [];
  for (;;) {
    const keys = left.map(([head]) => head?.key ?? Infinity);
    const earliest = Math.min(...keys);
    if (earliest === Infinity) return all;
    const head = left[keys.indexOf(earliest)]?.shift();
    if (head !== undefined) all.push(head.row);
  }
}

function lastVisitedFirst(one: Position, other: Position): number {
  if (one.since !== other.since) return other.since - one.since;
  return one.course < other.course ? -1 : 1;
}

function createAnswers({ tables, of, put }: Shelf): AnswerStore & { readonly all: () => readonly Answer[] } {
  const answers = tables.make<Answer>('answer', ({ learner, course, quiz, seed }) =>
    keyOf(learner, course, quiz, seed),
  );
  return {
    all: () => answers.rows(),
    async record(answer) {
      const { learner, course, quiz, seed } = answer;
      if (of(learner).some((one) => answers.get(keyOf(one, course, quiz, seed)) !== undefined)) return 'again';
      answers.put(answer);
      put(answer);
      return 'recorded';
    },
    async history(learner, course) {
      const mine = answers.rows().filter((row) => row.course === course && of(learner).includes(row.learner));
      return [...new Set(mine.map(({ quiz }) => quiz))].flatMap((quiz) => {
        const byAccount = of(learner).map((one) => mine.filter((row) => row.quiz === quiz && row.learner === one));
        const counted = new Map<number, Answer>();
        for (const row of merged(byAccount)) if (!counted.has(row.seed)) counted.set(row.seed, row);
        let line: QuizHistory | undefined;
        for (const row of counted.values()) line = withAnswer(row, line);
        return line ?? [];
      });
    },
  };
}

function withAnswer({ quiz, concept, seed, given, correct, at }: Answer, before: QuizHistory | undefined): QuizHistory {
  return {
    quiz,
    concept,
    times: (before?.times ?? 0) + 1,
    timesRight: (before?.timesRight ?? 0) + (correct ? 1 : 0),
    lastAt: at,
    lastRight: correct,
    lastSeed: seed,
    lastGiven: given,
  };
}

interface Begun extends Omit<ExerciseTurn, 'at'> {
  readonly hints: number;
  readonly lastAt: number;
}

interface Tried extends Omit<Attempt, 'code'> {
  readonly hash: string;
}

function createExercises({ tables, of, put }: Shelf): ExerciseStore {
  const begun = tables.make<Begun>('exercise_begun', (row) => keyOf(row.learner, row.course, row.exercise));
  const tried = tables.make<Tried>('attempt', ({ learner, request }) => keyOf(learner, request));
  const take = ({ learner, course, exercise, at }: ExerciseTurn, nth: number) => {
    const before = begun.get(keyOf(learner, course, exercise))?.hints ?? 0;
    begun.put({ learner, course, exercise, hints: Math.max(before, nth), lastAt: at });
  };
  const history = (learner: LearnerId, course: string): readonly ExerciseHistory[] => {
    const isTheirs = (row: ExerciseTurn | Begun) => row.course === course && of(learner).includes(row.learner);
    const lines = Map.groupBy(begun.rows().filter(isTheirs), ({ exercise }) => exercise);
    return [...lines].map(([exercise, rows]) => {
      const attempts = tried.rows().filter((row) => isTheirs(row) && row.exercise === exercise);
      return {
        exercise,
        tries: new Set(attempts.map(({ hash }) => hash)).size,
        passed: attempts.some(({ verdict }) => verdict === 'passed'),
        hints: Math.max(...rows.map(({ hints }) => hints)),
        lastAt: Math.max(...rows.map(({ lastAt }) => lastAt)),
      };
    });
  };
  return {
    async begin(turn) {
      take(turn, 0);
    },
    async showHint(turn) {
      take(turn, turn.nth);
      return history(turn.learner, turn.course).find(({ exercise }) => exercise === turn.exercise)?.hints ?? 0;
    },
    async record({ code, ...attempt }) {
      if (tried.get(keyOf(attempt.learner, attempt.request)) !== undefined) return 'again';
      tried.put({ ...attempt, hash: createHash('sha256').update(code).digest('hex') });
      take(attempt, 0);
      put(attempt);
      return 'recorded';
    },
    history: async (learner, course) => history(learner, course),
  };
}

function createNotes() {
  const kept = new Map<string, { readonly text: string; readonly at: number }>();
  const store: NoteStore = {
    async keep(notes, now) {
      for (const { key, text } of notes) kept.set(key, { text, at: now });
    },
    async read(key) {
      return kept.get(key)?.text ?? null;
    },
    async forgetBefore(time, beginning = '') {
      for (const [key, { at }] of kept) if (at < time && key.startsWith(beginning)) kept.delete(key);
    },
  };
  const forgetCommunity = (platform: string, community: string) => {
    for (const key of kept.keys())
      if (key.startsWith(`${platform}:`) && key.endsWith(`:${community}`)) kept.delete(key);
  };
  return { store, forgetCommunity };
}
