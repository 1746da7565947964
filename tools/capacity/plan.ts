import type { Costs } from './costs.ts';
import { serversFor } from './queueing.ts';

/** What so many learners bring in the worst minute of a day, a second. */
export interface Demand {
  readonly interactions: number;
  readonly runs: number;
  /** Seconds of a core that a run takes on average. */
  readonly runSeconds: number;
  readonly statements: number;
  readonly writes: number;
  /** Daily questions that are due at the same moment, all of them together. */
  readonly promptsAtOnce: number;
}

/** What serves them. */
export interface Plan {
  readonly demand: Demand;
  readonly webProcesses: number;
  readonly workerCores: number;
  readonly shards: number;
  readonly schedulers: number;
  readonly postgresCores: number;
  readonly postgresConnections: number;
  readonly gigabytesOfAYear: number;
  readonly redisCommands: number;
  readonly megabits: number;
  /** Until the last of the prompts that are due at once is out, where all are in Discord. */
  readonly promptSeconds: number;
}

/** Discord: requests a second of one bot; servers of a shard (it closes connections above 2,500, and recommends 1,000). */
export const discord = { requests: 50, serversOfShard: 1000 } as const;
/** A process is to be busy for half of the time in the worst minute: the other half is for what nobody foresaw. */
const busy = 0.5;
/** A run waits for less than that, in 95 of 100. */
export const runGoal = { share: 0.95, seconds: 0.5 } as const;
const connectionsOfProcess = 10;
const daySeconds = 86_400;

/** The processes, cores and servers for so many learners, all registered ones counted. */
export function planFor(learners: number, costs: Costs): Plan {
  const demand = demandOf(learners, costs);
  const { measured, assumed, habits } = costs;
  const webCores = (demand.interactions * interactionSeconds(costs)) / busy;
  const webProcesses = Math.max(1, Math.ceil(webCores));
  const promptRate = Math.min(discord.requests, 1 / interactionSeconds(costs));
  const answers = learners * habits.activeADay * habits.answersOfActive * 365;
  const bytes = demand.interactions * assumed.replyBytes + demand.runs * assumed.pictureBytes;
  return {
    demand,
    webProcesses,
    workerCores: Math.max(serversFor(runsOf(demand), runGoal), Math.ceil((demand.runs * demand.runSeconds) / busy)),
    shards: Math.max(1, Math.ceil(learners / habits.learnersOfChannel / discord.serversOfShard)),
    schedulers: learners > 10_000 ? 2 : 1,
    postgresCores: Math.max(1, Math.ceil((demand.statements * assumed.postgresServerCpuMs) / 1000 / busy)),
    postgresConnections: (webProcesses + 1) * connectionsOfProcess,
    gigabytesOfAYear: (answers * measured.answerBytes) / 1e9,
    redisCommands: demand.runs * assumed.redisCommandsOfRun,
    megabits: (bytes * 8) / 1e6,
    promptSeconds: demand.promptsAtOnce / promptRate,
  };
}

const runsOf = ({ runs, runSeconds }: Demand) => ({ rate: runs, seconds: runSeconds });

/** What comes in the worst minute. */
export function demandOf(learners: number, costs: Costs): Demand {
  const { measured, habits } = costs;
  const ofDay = learners * habits.activeADay * habits.interactionsOfActive;
  const interactions = ((ofDay * habits.peakHour) / (daySeconds / 24)) * habits.peakOverHour;
  return {
    interactions,
    runs: interactions * habits.runs,
    runSeconds: runKinds(costs).reduce((sum, { share, seconds }) => sum + share * seconds, 0),
    statements: interactions * (measured.readsOfInteraction + measured.writesOfInteraction),
    writes: interactions * measured.writesOfInteraction,
    promptsAtOnce: (learners / habits.learnersOfChannel) * habits.promptsAtOnce,
  };
}

/** Of runs: how often each kind comes, and for how long it has a core. */
export function runKinds({ measured, assumed, habits }: Costs) {
  const short = (measured.runCpuMs + assumed.programCpuMs) / 1000;
  return [
    { share: 1 - habits.gradesOfRuns - habits.longOfRuns, seconds: short },
    { share: habits.gradesOfRuns, seconds: assumed.gradeCpuMs / 1000 },
    { share: habits.longOfRuns, seconds: short + assumed.longRunMs / 1000 },
  ];
}

/** For how long one interaction has the core of its process, where state is in PostgreSQL. */
export function interactionSeconds({ measured, assumed }: Costs): number {
  const statements = measured.readsOfInteraction + measured.writesOfInteraction;
  return (measured.interactionCpuMs + statements * assumed.postgresClientCpuMs) / 1000;
}
