import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const some = z.number().positive();
const share = z.number().min(0).max(1);
const costs = z.strictObject({
  /** By `tools/capacity.ts --measure`, Slack's load test and `bench store`. */
  measured: z.strictObject({
    date: z.iso.date(),
    machine: z.string().min(1),
    /** From the platform's request to the reply that is sent, Slack over HTTP, SQLite. */
    interactionCpuMs: some,
    /** Of that, all below the platform. */
    replyCpuMs: some,
    readsOfInteraction: some,
    writesOfInteraction: some,
    /** Sandbox, virtual clock and timeline, in all processes. */
    runCpuMs: some,
    /** What an answer leaves in the database for good, its share of indexes included. */
    answerBytes: some,
  }),
  assumed: z.strictObject({
    /** Of one statement, on either side of the connection. */
    postgresClientCpuMs: some,
    postgresServerCpuMs: some,
    redisCommandsOfRun: some,
    /** What the learner's own lines use of the processor. */
    programCpuMs: some,
    gradeCpuMs: some,
    /** Of a run that computes, or waits in real time. */
    longRunMs: some,
    replyBytes: some,
    pictureBytes: some,
  }),
  habits: z.strictObject({
    /** The share of all learners who come on a day, and what each does then. */
    activeADay: share,
    interactionsOfActive: some,
    answersOfActive: some,
    /** The busiest hour's share of a day, and how much more its worst minute brings than the hour does on average. */
    peakHour: share,
    peakOverHour: some,
    /** Shares of interactions, and of runs. */
    runs: share,
    gradesOfRuns: share,
    longOfRuns: share,
    learnersOfChannel: some,
    /** The share of daily questions that are due in the same minute: nine o'clock of the zone with most channels. */
    promptsAtOnce: share,
  }),
});

/** What things cost and how people are: the only numbers that the plan and the curves are made of. */
export type Costs = z.infer<typeof costs>;

/** Reads `costs.json`; throws when a number is missing or none. */
export function readCosts(): Costs {
  return costs.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'costs.json'), 'utf8')));
}
