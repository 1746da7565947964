import { createHash } from 'node:crypto';
import type { ChunkId } from '#core/ids.ts';
import type { Language } from '#core/words.ts';
import type {
  Answer,
  AnswerStore,
  LearnerStore,
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

/** A whole Store that forgets everything with the process; passes the same contract as the real ones. */
export function createMemoryStore(): Store {
  const { all, ...answers } = createAnswers();
  const remembered = rememberEvidence({ answers, exercises: createExercises() });
  const classes = rememberClasses({ ...remembered, progress: createProgress() });
  return {
    requests: createRequests(),
    learners: createLearners(),
    ...remembered,
    ...classes,
    notes: createNotes(),
    ...createMemoryCalendar({ record: classes.answers.record, all }),
  };
}

interface Claim {
  readonly at: number;
  /** Null when answered: nobody may claim it any more. */
  readonly leaseUntil: number | null;
}

function createRequests(): RequestStore {
  const claims = new Map<string, Claim>();
  return {
    async claim(id, now, leaseMs) {
      const before = claims.get(id);
      if (before !== undefined && (before.leaseUntil === null || before.leaseUntil > now)) return 'taken';
      claims.set(id, { at: now, leaseUntil: now + leaseMs });
      return 'new';
    },
    async settle(id, now) {
      claims.set(id, { at: claims.get(id)?.at ?? now, leaseUntil: null });
    },
    async forgetBefore(time) {
      for (const [id, claim] of claims) if (claim.at < time) claims.delete(id);
    },
  };
}

function createLearners(): LearnerStore {
  const chosen = new Map<string, Language | null>();
  return {
    async language(learner) {
      return chosen.get(learner) ?? null;
    },
    async chooseLanguage(learner, language) {
      chosen.set(learner, language);
    },
  };
}

function createProgress(): ProgressStore {
  const positions = new Map<string, Map<string, Position>>();
  const read = new Map<string, Set<ChunkId>>();

  function addRead({ learner, course, from, read: isRead }: Move): void {
    if (!isRead || from === null) return;
    const key = keyOf(learner, course);
    read.set(key, (read.get(key) ?? new Set()).add(from));
  }

  return {
    async positions(learner) {
      return [...(positions.get(learner)?.values() ?? [])].sort(lastVisitedFirst);
    },
    async savePosition(move) {
      addRead(move);
      const mine = positions.get(move.learner) ?? new Map<string, Position>();
      if ((mine.get(move.course)?.chunk ?? null) !== move.from) return 'stale';
      positions.set(move.learner, mine.set(move.course, { course: move.course, chunk: move.to, since: move.at }));
      return 'moved';
    },
    async chunksRead(learner, course) {
      return [...(read.get(keyOf(learner, course)) ?? [])];
    },
  };
}

function lastVisitedFirst(one: Position, other: Position): number {
  if (one.since !== other.since) return other.since - one.since;
  return one.course < other.course ? -1 : 1;
}

function createAnswers(): AnswerStore & { readonly all: () => readonly Answer[] } {
  const recorded: Answer[] = [];
  const seen = new Set<string>();
  const histories = new Map<string, Map<string, QuizHistory>>();
  return {
    all: () => recorded,
    async record(answer) {
      const asked = keyOf(answer.learner, answer.course, answer.quiz, answer.seed);
      if (seen.has(asked)) return 'again';
      seen.add(asked);
      recorded.push(answer);
      const key = keyOf(answer.learner, answer.course);
      const lines = histories.get(key) ?? new Map<string, QuizHistory>();
      histories.set(key, lines.set(answer.quiz, withAnswer(answer, lines.get(answer.quiz))));
      return 'recorded';
    },
    async history(learner, course) {
      return [...(histories.get(keyOf(learner, course))?.values() ?? [])];
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

interface Begun extends Omit<ExerciseHistory, 'tries'> {
  readonly hashes: readonly string[];
}

function createExercises(): ExerciseStore {
  const seen = new Set<string>();
  const lines = new Map<string, Map<string, Begun>>();
  const take = ({ learner, course, exercise, at }: ExerciseTurn, change: (before: Begun) => Partial<Begun>) => {
    const key = keyOf(learner, course);
    const mine = lines.get(key) ?? new Map<string, Begun>();
    const before = mine.get(exercise) ?? { exercise, hashes: [], passed: false, hints: 0, lastAt: at };
    const now = { ...before, ...change(before), lastAt: at };
    lines.set(key, mine.set(exercise, now));
    return now;
  };
  return {
    async begin(turn) {
      take(turn, () => ({}));
    },
    async showHint(turn) {
      return take(turn, ({ hints }) => ({ hints: Math.max(hints, turn.nth) })).hints;
    },
    async record(attempt) {
      const key = keyOf(attempt.learner, attempt.request);
      if (seen.has(key)) return 'again';
      seen.add(key);
      take(attempt, (before) => withAttempt(attempt, before));
      return 'recorded';
    },
    async history(learner, course) {
      const mine = [...(lines.get(keyOf(learner, course))?.values() ?? [])];
      return mine.map(({ hashes, ...line }) => ({ ...line, tries: hashes.length }));
    },
  };
}

function withAttempt({ code, verdict }: Attempt, { hashes, passed }: Begun): Partial<Begun> {
  const hash = createHash('sha256').update(code).digest('hex');
  return { hashes: [...new Set([...hashes, hash])], passed: passed || verdict === 'passed' };
}

function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

function createNotes(): NoteStore {
  const kept = new Map<string, { readonly text: string; readonly at: number }>();
  return {
    async keep(notes, now) {
      for (const { key, text } of notes) kept.set(key, { text, at: now });
    },
    async read(key) {
      return kept.get(key)?.text ?? null;
    },
    async forgetBefore(time) {
      for (const [key, { at }] of kept) if (at < time) kept.delete(key);
    },
  };
}
