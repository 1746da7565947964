import { Registry, collectDefaultMetrics } from 'prom-client';

/** What is counted, and how it is read. Labels come from lists of our own: never a learner, a channel or a text. */
export function openRegistry(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
}

/** Seconds: from what nobody notices to what everybody minds. */
export const secondsOfReplies = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Seconds: from a read of memory to a database that is in trouble. */
export const secondsOfStore = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];
