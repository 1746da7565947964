import type { LearnerId } from '#core/ids.ts';
import { conceptId, exerciseId, misconceptionId } from '#core/ids.ts';
import type {
  Assignment,
  AuditEntry,
  Class,
  ClassSettings,
  ClassStore,
  Extension,
  QuestionReport,
  Task,
} from '#core/ports/class-store.ts';
import type { Answer, Attempt, Move, Store } from '#core/ports/store.ts';

type Watched = Pick<Store, 'answers' | 'exercises' | 'progress'>;
type Classes = Watched & Pick<Store, 'classes' | 'assignments' | 'contests' | 'questionReports' | 'audit'>;

/** Raw facts, in the order in which they came; every figure is counted from them when it is asked for. */
interface Facts {
  readonly members: Member[];
  readonly answers: Answer[];
  readonly passed: Attempt[];
  readonly read: Move[];
}

interface Member extends Class {
  readonly learner: LearnerId;
  readonly firstSeen: number;
  lastSeen: number;
  name: string | null;
}

/** Classes in memory, watching what is recorded of their members. */
export function rememberClasses(watched: Watched): Classes {
  const facts: Facts = { members: [], answers: [], passed: [], read: [] };
  const extensions: Extension[] = [];
  const reports: QuestionReport[] = [];
  return {
    ...watch(watched, facts),
    classes: createClasses(facts, [extensions, reports]),
    assignments: createAssignments(facts, extensions),
    contests: createContests(facts),
    questionReports: createReports(reports),
    audit: createAudit(),
  };
}

function watch({ answers, exercises, progress }: Watched, facts: Facts): Watched {
  return {
    answers: {
      ...answers,
      async record(answer) {
        const outcome = await answers.record(answer);
        if (outcome === 'recorded') facts.answers.push(answer);
        return outcome;
      },
    },
    exercises: {
      ...exercises,
      async record(attempt) {
        const outcome = await exercises.record(attempt);
        if (outcome === 'recorded' && attempt.verdict === 'passed') facts.passed.push(attempt);
        return outcome;
      },
    },
    progress: {
      ...progress,
      async savePosition(move) {
        if (move.read) facts.read.push(move);
        return await progress.savePosition(move);
      },
    },
  };
}

const isOf =
  (of: Class) =>
  (one: Class): boolean =>
    one.platform === of.platform && one.community === of.community;

const membersOf = ({ members }: Facts, of: Class): readonly Member[] =>
  members
    .filter(isOf(of))
    .toSorted((one, other) => one.firstSeen - other.firstSeen || (one.learner < other.learner ? -1 : 1));

const freshMs = 600_000;

function createClasses(facts: Facts, others: readonly { readonly learner: LearnerId }[][]): ClassStore {
  const teachers: (Class & { readonly learner: LearnerId; readonly at: number })[] = [];
  return {
    async seen(learner, where, at) {
      const mine = facts.members.filter((one) => one.learner === learner);
      if (where !== null && !mine.some(isOf(where)))
        facts.members.push({
          platform: where.platform,
          community: where.community,
          learner,
          firstSeen: at,
          lastSeen: at,
          name: null,
        });
      if (mine.every(({ lastSeen }) => lastSeen > at - freshMs)) return;
      for (const one of mine) one.lastSeen = Math.max(one.lastSeen, at);
    },
    async figures(of, course, activeSince) {
      const members = membersOf(facts, of);
      const said = members.map(({ learner }) => lastWord(facts, learner, course));
      const tally = (kind: 'beliefs' | 'concepts') => {
        const subjects = [...new Set(said.flatMap((one) => [...one[kind].keys()]))].toSorted(byText);
        return subjects.map((subject) => {
          const words = said.flatMap((one) => one[kind].get(subject) ?? []);
          return { subject, asked: words.length, good: words.filter((good) => good === 'good').length };
        });
      };
      return {
        members: members.length,
        active: members.filter(({ lastSeen }) => lastSeen >= activeSince).length,
        beliefs: tally('beliefs').map(({ subject, asked, good }) => ({
          misconception: misconceptionId(subject),
          asked,
          held: asked - good,
        })),
        concepts: tally('concepts').map(({ subject, asked, good }) => ({
          concept: conceptId(subject),
          asked,
          right: good,
        })),
      };
    },
    async roster(of, course) {
      return membersOf(facts, of).map(({ learner, firstSeen, lastSeen }) => {
        const answers = facts.answers.filter((one) => one.learner === learner && one.course === course);
        const { beliefs, concepts } = lastWord(facts, learner, course);
        const those = (words: ReadonlyMap<string, Word>, wanted: Word) =>
          [...words].flatMap(([subject, word]) => (word === wanted ? [subject] : [])).toSorted(byText);
        return {
          learner,
          firstSeen,
          lastSeen,
          answers: answers.length,
          rightAnswers: answers.filter(({ correct }) => correct).length,
          right: those(concepts, 'good').map(conceptId),
          wrong: those(concepts, 'bad').map(conceptId),
          holds: those(beliefs, 'bad').map(misconceptionId),
        };
      });
    },
    async forget(learner) {
      for (const all of [facts.members, facts.answers, teachers, ...others]) drop(all, learner);
    },
    async teachers(of) {
      return teachers
        .filter(isOf(of))
        .toSorted((one, other) => one.at - other.at || (one.learner < other.learner ? -1 : 1))
        .map(({ learner }) => learner);
    },
    async appoint({ platform, community, learner, at }) {
      if (teachers.some((one) => isOf({ platform, community })(one) && one.learner === learner)) return 'again';
      teachers.push({ platform, community, learner, at });
      return 'appointed';
    },
    async dismiss(of, learner) {
      const at = teachers.findIndex((one) => isOf(of)(one) && one.learner === learner);
      if (at >= 0) teachers.splice(at, 1);
      return at >= 0 ? 'dismissed' : 'was-none';
    },
  };
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function drop(all: { readonly learner: LearnerId }[], learner: LearnerId): void {
  for (let at = all.length - 1; at >= 0; at -= 1) if (all[at]?.learner === learner) all.splice(at, 1);
}

type Word = 'good' | 'bad';

/** The last that a learner's answers say of each belief and concept. */
function lastWord(facts: Facts, learner: LearnerId, course: string) {
  const beliefs = new Map<string, Word>();
  const concepts = new Map<string, Word>();
  for (const answer of facts.answers) {
    if (answer.learner !== learner || answer.course !== course) continue;
    concepts.set(answer.concept, answer.correct ? 'good' : 'bad');
    for (const one of answer.bearing?.held ?? []) beliefs.set(one, 'bad');
    for (const one of answer.bearing?.refuted ?? []) beliefs.set(one, 'good');
  }
  return { beliefs, concepts };
}

const nameOf = ({ platform, community, course, item }: Task): string =>
  JSON.stringify([platform, community, course, item.kind, item.kind === 'chunk' ? item.chunk : item.exercise]);

function createAssignments(facts: Facts, extensions: Extension[]): Store['assignments'] {
  const all = new Map<string, Assignment>();
  const sorted = (of: Class) =>
    [...all]
      .filter(([, one]) => isOf(of)(one))
      .toSorted(([a, one], [b, other]) => (one.due + a < other.due + b ? -1 : 1))
      .map(([, one]) => one);
  const hasDone = (learner: LearnerId, { course, item }: Task) =>
    item.kind === 'chunk'
      ? facts.read.some((one) => one.learner === learner && one.course === course && one.from === item.chunk)
      : facts.passed.some(
          (one) => one.learner === learner && one.course === course && one.exercise === exerciseId(item.exercise),
        );
  const bare = ({ platform, community, course, item }: Task): Task => ({ platform, community, course, item });
  return {
    async assign(assignment) {
      const before = all.has(nameOf(assignment));
      all.set(nameOf(assignment), assignment);
      return before ? 'moved' : 'assigned';
    },
    async extend(extension) {
      if (!all.has(nameOf(extension))) return 'none';
      const same = (one: Extension) => nameOf(one) === nameOf(extension) && one.learner === extension.learner;
      const at = extensions.findIndex(same);
      extensions.splice(at < 0 ? extensions.length : at, at < 0 ? 0 : 1, extension);
      return 'extended';
    },
    async withdraw(task) {
      const kept = extensions.filter((one) => nameOf(one) !== nameOf(task));
      extensions.splice(0, extensions.length, ...kept);
      return all.delete(nameOf(task)) ? 'withdrawn' : 'none';
    },
    async of(learner, where) {
      return sorted(where)
        .map((one) => {
          const mine = extensions.find((other) => other.learner === learner && nameOf(other) === nameOf(one));
          const due = mine !== undefined && mine.due > one.due ? mine.due : one.due;
          return { ...bare(one), due, isDone: hasDone(learner, one) };
        })
        .toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0));
    },
    async overview(where) {
      const members = membersOf(facts, where).map(({ learner }) => learner);
      return sorted(where).map((one) => ({
        ...bare(one),
        due: one.due,
        members: members.length,
        done: members.filter((learner) => hasDone(learner, one)),
      }));
    },
  };
}

function createContests(facts: Facts): Store['contests'] {
  const settings = new Map<string, ClassSettings>();
  const key = ({ platform, community }: Class) => JSON.stringify([platform, community]);
  const read = (of: Class): ClassSettings => settings.get(key(of)) ?? { leaderboard: 'off', goal: null };
  return {
    settings: async (of) => read(of),
    async change(of, change) {
      settings.set(key(of), { ...read(of), ...change });
    },
    async compete(learner, where, name) {
      for (const one of facts.members) if (one.learner === learner && isOf(where)(one)) one.name = name;
    },
    async rights(of, { before, since, until }) {
      return facts.members
        .filter(isOf(of))
        .flatMap(({ learner, name }) => (name === null ? [] : [{ learner, name }]))
        .toSorted((one, other) => (one.learner < other.learner ? -1 : 1))
        .map(({ learner, name }) => {
          const right = facts.answers.filter((one) => one.learner === learner && one.correct);
          const within = (from: number, to: number) => right.filter(({ at }) => at >= from && at < to).length;
          return { learner, name, before: within(before, since), since: within(since, until) };
        });
    },
  };
}

function createReports(reports: QuestionReport[]): Store['questionReports'] {
  const same = (one: QuestionReport, course: string, quiz: string) => one.course === course && one.quiz === quiz;
  return {
    async report(report, { since, most }) {
      const mine = reports.filter(({ learner }) => learner === report.learner);
      if (mine.some((one) => isOf(report)(one) && same(one, report.course, report.quiz))) return 'again';
      if (mine.filter(({ at }) => at >= since).length >= most) return 'too-many';
      reports.push(report);
      return 'reported';
    },
    async open(of) {
      const name = (one: QuestionReport) => one.course + one.quiz;
      const all = reports.filter(isOf(of)).toSorted((one, other) => {
        if (one.at !== other.at) return other.at - one.at;
        if (name(one) !== name(other)) return name(one) < name(other) ? -1 : 1;
        return one.learner < other.learner ? -1 : 1;
      });
      const firsts = all.filter((one, at) => all.findIndex((each) => same(each, one.course, one.quiz)) === at);
      return firsts
        .map(({ course, quiz, seed }) => {
          const its = all.filter((one) => same(one, course, quiz));
          return { course, quiz, seed, count: its.length, reasons: its.slice(0, 3).map(({ reason }) => reason) };
        })
        .toSorted((one, other) => other.count - one.count);
    },
    async settle(of, { course, quiz }) {
      const kept = reports.filter((one) => !(isOf(of)(one) && same(one, course, quiz)));
      const settled = reports.length - kept.length;
      reports.splice(0, reports.length, ...kept);
      return settled;
    },
  };
}

function createAudit(): Store['audit'] {
  const entries: AuditEntry[] = [];
  return {
    async write(entry) {
      entries.push(entry);
    },
    last: async (of, count) => entries.filter(isOf(of)).toReversed().slice(0, count),
  };
}
