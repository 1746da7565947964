import type { LearnerId } from '#core/ids.ts';
import type {
  CalendarStore,
  ClaimedPost,
  Post,
  PostEnd,
  Schedule,
  ScheduleChange,
} from '#core/ports/calendar-store.ts';
import type { Channel } from '#core/ports/channel.ts';
import type { ConceptFigures, Prompt, PromptStore, StandingPrompt, Vote } from '#core/ports/prompt-store.ts';
import { mostChoices } from '#core/ports/prompt-store.ts';
import type { Answer } from '#core/ports/store.ts';
import type { AccountsOf, PutDay } from './memory-people.ts';
import type { MemoryTable, MemoryTables } from './memory-tables.ts';
import { keyOf } from './memory-tables.ts';

interface KeptPost extends Post {
  freeAt: number;
  claimedAt: number | null;
  triedAt: number | null;
  failures: number;
  settledAt: number | null;
  postedAt: number | null;
}

type KeptPrompt = { -readonly [Key in keyof Prompt]: Prompt[Key] } & { closedAt: number | null };

interface KeptVote extends Vote {
  readonly nth: number;
}

interface AnswerBook {
  readonly record: (answer: Answer) => Promise<unknown>;
  /** All that was recorded. */
  readonly all: () => readonly Answer[];
  /** What makes a day one of study. */
  readonly putDay: PutDay;
}

/** The calendar and its prompts, forgotten with the process; `answers` takes what votes become. */
export function createMemoryCalendar(
  answers: AnswerBook,
  { tables, of }: { readonly tables: MemoryTables; readonly of: AccountsOf },
): {
  readonly calendar: CalendarStore;
  readonly prompts: PromptStore;
  readonly forgetCommunity: (platform: string, community: string) => void;
} {
  const votes = tables.make<KeptVote>('vote', ({ prompt, learner, nth }) => keyOf(prompt, learner, nth));
  const schedules = new Map<string, Schedule>();
  const prompts = new Map<string, KeptPrompt>();
  const posts = new Map<string, KeptPost>();
  return {
    calendar: createCalendar({ schedules, prompts, posts }),
    prompts: createPrompts({ prompts, posts, answers, votes, of }),
    forgetCommunity(platform, community) {
      const isThere = (one: Channel | undefined) => one?.platform === platform && one.community === community;
      votes.remove(({ prompt }) => isThere(prompts.get(prompt)));
      for (const [id, { schedule }] of posts) if (isThere(schedules.get(schedule))) posts.delete(id);
      for (const [id, prompt] of prompts) if (isThere(prompt)) prompts.delete(id);
      for (const [id, schedule] of schedules) if (isThere(schedule)) schedules.delete(id);
    },
  };
}

interface Shelves {
  readonly schedules: Map<string, Schedule>;
  readonly prompts: Map<string, KeptPrompt>;
  readonly posts: Map<string, KeptPost>;
}

function createCalendar({ schedules, prompts, posts }: Shelves): CalendarStore {
  const addPost = (post: Post) => {
    if (posts.has(post.id)) return;
    const fresh = { claimedAt: null, triedAt: null, failures: 0, settledAt: null, postedAt: null };
    posts.set(post.id, { ...post, ...fresh, freeAt: post.dueAt });
  };
  return {
    async schedules({ platform, community }) {
      return [...schedules.values()]
        .filter((one) => one.platform === platform && one.community === community && one.endedAt === null)
        .toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
    },
    async read(id) {
      return schedules.get(id) ?? null;
    },
    async save({ schedule, before, prompt, posts: others }: ScheduleChange) {
      if ((schedules.get(schedule.id)?.revision ?? null) !== before) return 'stale';
      schedules.set(schedule.id, schedule);
      const date = prompt?.prompt;
      const isTaken = [...prompts.values()].some((one) => one.schedule === date?.schedule && one.date === date.date);
      if (prompt !== null && !isTaken) {
        prompts.set(prompt.prompt.id, { ...prompt.prompt, closedAt: null });
        prompt.posts.forEach(addPost);
      }
      others.forEach(addPost);
      return 'saved';
    },
    async due(platforms, now) {
      return [...schedules.values()].filter(
        ({ platform, endedAt, nextAt, plannedAt }) =>
          platforms.includes(platform) && endedAt === null && ((nextAt !== null && nextAt <= now) || plannedAt > now),
      );
    },
    async claim({ platforms, now, leaseMs, most }) {
      const free = [...posts.values()].filter(
        (post) =>
          platforms.includes(post.platform) &&
          post.settledAt === null &&
          post.dueAt <= now &&
          (post.freeAt <= now || (post.claimedAt !== null && post.claimedAt > now)),
      );
      const taken = free
        .toSorted((one, other) => one.dueAt - other.dueAt || (one.id < other.id ? -1 : 1))
        .slice(0, most);
      return taken.map((post): ClaimedPost => {
        const { id, kind, platform, schedule, prompt, dueAt, triedAt, failures } = post;
        Object.assign(post, { claimedAt: now, freeAt: now + leaseMs, triedAt: triedAt ?? now });
        return { id, kind, platform, schedule, prompt, dueAt, triedAt, failures, leaseUntil: now + leaseMs };
      });
    },
    async settle(id, end: PostEnd) {
      const post = posts.get(id);
      if (post === undefined || post.settledAt !== null) return;
      if (end.kind === 'failed') {
        const trace = end.sent === 'no' ? { triedAt: null } : {};
        Object.assign(post, { ...trace, freeAt: end.again, failures: post.failures + 1 });
      } else Object.assign(post, { settledAt: end.at, postedAt: end.kind === 'posted' ? end.at : null });
    },
  };
}

interface Papers extends Pick<Shelves, 'prompts' | 'posts'> {
  readonly answers: AnswerBook;
  readonly votes: MemoryTable<KeptVote>;
  readonly of: AccountsOf;
}

function createPrompts({ prompts, posts, answers, votes, of }: Papers): PromptStore {
  const personOf = (learner: LearnerId) => of(learner).join(' ');
  const castAt = (prompt: string) => votes.rows().filter((vote) => vote.prompt === prompt);
  const countedAt = (prompt: string): readonly KeptVote[] =>
    [...Map.groupBy(castAt(prompt), ({ learner }) => personOf(learner)).values()].flatMap(
      (all) => thatCount(all).at(-1) ?? [],
    );
  const standing = (prompt: KeptPrompt): StandingPrompt => {
    const post = [...posts.values()].find((one) => one.prompt === prompt.id && one.kind === 'ask');
    const left = post === undefined || post.settledAt !== null ? 'never' : 'not-yet';
    const tally = new Map<string, number>();
    for (const { given } of countedAt(prompt.id)) tally.set(given, (tally.get(given) ?? 0) + 1);
    return { ...prompt, asked: typeof post?.postedAt === 'number' ? 'yes' : left, tally };
  };
  return {
    async read(id) {
      const prompt = prompts.get(id);
      return prompt === undefined ? null : standing(prompt);
    },
    async recent(schedule, most) {
      const mine = [...prompts.values()].filter((one) => one.schedule === schedule);
      return mine
        .toSorted((one, other) => (one.date > other.date ? -1 : 1))
        .slice(0, most)
        .map(standing);
    },
    async vote(vote) {
      const prompt = prompts.get(vote.prompt);
      const all = castAt(vote.prompt).filter(({ learner }) => personOf(learner) === personOf(vote.learner));
      const choices = thatCount(all);
      const counted = choices.at(-1)?.given ?? null;
      if (prompt === undefined || prompt.closedAt !== null) return { kind: 'closed', counted };
      const isKnown = counted === vote.given || all.some(({ request }) => request === vote.request);
      if (isKnown && counted !== null) return { kind: 'counted', counted, left: mostChoices - choices.length };
      if (counted !== null && choices.length >= mostChoices) return { kind: 'spent', counted };
      const others = all.filter(({ learner }) => learner !== vote.learner);
      const at = Math.max(vote.at, ...others.map((one) => one.at + 1));
      votes.put({ ...vote, at, nth: all.length - others.length + 1 });
      answers.putDay(vote);
      return { kind: 'counted', counted: vote.given, left: mostChoices - choices.length - 1 };
    },
    async close(id, at) {
      const prompt = prompts.get(id);
      if (prompt === undefined || prompt.closedAt !== null) return 'was-closed';
      prompt.closedAt = at;
      const { course, quiz, concept, seed } = prompt;
      for (const { learner, given, correct, bearing, at: votedAt } of countedAt(id)) {
        const answer = { learner, course, quiz, concept, seed, given: [given], correct, at: votedAt };
        await answers.record(bearing === undefined ? answer : { ...answer, bearing });
      }
      return 'closed';
    },
    async hasten(id, at) {
      const prompt = prompts.get(id);
      if (prompt === undefined || prompt.closedAt !== null) return 'was-closed';
      prompt.revealAt = Math.min(prompt.revealAt, at);
      for (const post of posts.values()) {
        const isIt = post.prompt === id && post.kind === 'reveal' && post.settledAt === null && post.dueAt > at;
        if (isIt) Object.assign(post, { dueAt: at, freeAt: at });
      }
      return 'hastened';
    },
    async channelFacts(channel, since) {
      const there = [...prompts.values()].filter((one) => isIn(one, channel) && one.dueAt >= since);
      const asked = new Map<string, { course: Prompt['course']; quiz: Prompt['quiz']; at: number }>();
      for (const { course, quiz, dueAt } of there) {
        const key = JSON.stringify([course, quiz]);
        asked.set(key, { course, quiz, at: Math.max(dueAt, asked.get(key)?.at ?? dueAt) });
      }
      const persons = new Set(there.flatMap(({ id }) => castAt(id).map(({ learner }) => personOf(learner))));
      const theirs = answers.all().filter(({ learner }) => persons.has(personOf(learner)));
      const first = Map.groupBy(theirs, ({ learner, course, quiz, seed }) =>
        keyOf(personOf(learner), course, quiz, seed),
      );
      const counted = [...first.values()].flatMap((all) => all.toSorted(earlierFirst)[0] ?? []);
      return { asked: [...asked.values()], concepts: figuresOf(counted.filter(({ at }) => at >= since)) };
    },
  };
}

/** Of all choices of a person: the first, and the next other one behind it. */
function thatCount(choices: readonly KeptVote[]): readonly KeptVote[] {
  const mine = new Map<string, number>();
  const timed = choices.map((vote) => {
    const at = Math.max(vote.at, mine.get(vote.learner) ?? vote.at);
    mine.set(vote.learner, at);
    return { vote, at, learner: vote.learner };
  });
  const [first, ...others] = timed.toSorted(earlierFirst).map(({ vote }) => vote);
  const change = others.find(({ given }) => given !== first?.given);
  return [first, change].filter((one) => one !== undefined);
}

interface Timed {
  readonly at: number;
  readonly learner: LearnerId;
}

const earlierFirst = (one: Timed, other: Timed): number =>
  one.at - other.at || (one.learner === other.learner ? 0 : one.learner < other.learner ? -1 : 1);

const isIn = (one: Channel, other: Channel): boolean =>
  one.platform === other.platform && one.community === other.community && one.channel === other.channel;

function figuresOf(answers: readonly Answer[]): readonly ConceptFigures[] {
  const figures = new Map<string, ConceptFigures>();
  for (const { course, concept, correct } of answers) {
    const key = JSON.stringify([course, concept]);
    const before = figures.get(key) ?? { course, concept, answers: 0, right: 0 };
    figures.set(key, { ...before, answers: before.answers + 1, right: before.right + (correct ? 1 : 0) });
  }
  return [...figures.values()];
}
