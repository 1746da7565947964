import type { PutDay } from './memory-people.ts';
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
import type { Answer } from '#core/ports/store.ts';

interface KeptPost extends Post {
  freeAt: number;
  claimedAt: number | null;
  triedAt: number | null;
  failures: number;
  settledAt: number | null;
  postedAt: number | null;
}

type KeptPrompt = { -readonly [Key in keyof Prompt]: Prompt[Key] } & { closedAt: number | null; votes: Vote[] };

interface AnswerBook {
  readonly record: (answer: Answer) => Promise<unknown>;
  /** All that was recorded. */
  readonly all: () => readonly Answer[];
  /** What makes a day one of study. */
  readonly putDay: PutDay;
}

/** The calendar and its prompts, forgotten with the process; `answers` takes what votes become. */
export function createMemoryCalendar(answers: AnswerBook): {
  readonly calendar: CalendarStore;
  readonly prompts: PromptStore;
} {
  const schedules = new Map<string, Schedule>();
  const prompts = new Map<string, KeptPrompt>();
  const posts = new Map<string, KeptPost>();
  return {
    calendar: createCalendar({ schedules, prompts, posts }),
    prompts: createPrompts({ prompts, posts, answers }),
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
        prompts.set(prompt.prompt.id, { ...prompt.prompt, closedAt: null, votes: [] });
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
}

function createPrompts({ prompts, posts, answers }: Papers): PromptStore {
  const standing = ({ votes, ...prompt }: KeptPrompt): StandingPrompt => {
    const post = [...posts.values()].find((one) => one.prompt === prompt.id && one.kind === 'ask');
    const left = post === undefined || post.settledAt !== null ? 'never' : 'not-yet';
    const tally = new Map<string, number>();
    for (const { given } of lastOfEach(votes)) tally.set(given, (tally.get(given) ?? 0) + 1);
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
      const mine = prompt?.votes.filter(({ learner }) => learner === vote.learner) ?? [];
      const counted = mine.at(-1)?.given ?? null;
      if (prompt === undefined || prompt.closedAt !== null) return { kind: 'closed', counted };
      const isKnown = counted === vote.given || mine.some(({ request }) => request === vote.request);
      if (isKnown && counted !== null) return { kind: 'counted', counted, left: vote.most - mine.length };
      if (counted !== null && mine.length >= vote.most) return { kind: 'spent', counted };
      prompt.votes.push(vote);
      answers.putDay(vote);
      return { kind: 'counted', counted: vote.given, left: vote.most - mine.length - 1 };
    },
    async close(id, at) {
      const prompt = prompts.get(id);
      if (prompt === undefined || prompt.closedAt !== null) return 'was-closed';
      prompt.closedAt = at;
      const { course, quiz, concept, seed } = prompt;
      for (const { learner, given, correct, bearing, at: votedAt } of lastOfEach(prompt.votes)) {
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
      const learners = new Set(there.flatMap(({ votes }) => votes.map(({ learner }) => learner)));
      const theirs = answers.all().filter(({ learner, at }) => learners.has(learner) && at >= since);
      return { asked: [...asked.values()], concepts: figuresOf(theirs) };
    },
  };
}

const lastOfEach = (votes: readonly Vote[]): readonly Vote[] => [
  ...new Map(votes.map((vote) => [vote.learner, vote])).values(),
];

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
