import type { Registry } from 'prom-client';
import { Counter, Histogram } from 'prom-client';
import type { Clock } from '#core/ports/clock.ts';
import type { Store } from '#core/ports/store.ts';
import { secondsOfStore } from './open-registry.ts';

/** Minutes after its time nobody notices; later ones say of themselves that they are late. */
const punctualMs = 600_000;

/** A store whose calls are timed, by subject and method, and whose prompts are counted as on time or late when they are claimed. */
export function meteredStore(store: Store, clock: Clock, register: Registry): Store {
  const calls = new Histogram({
    name: 'studyloop_store_seconds',
    help: 'Calls to the store.',
    labelNames: ['subject', 'method', 'outcome'] as const,
    buckets: secondsOfStore,
    registers: [register],
  });
  const observe = (call: Call) => calls.observe({ ...call.labels, outcome: call.outcome }, call.seconds);
  const calendar = punctuality(store.calendar, clock, register);
  return new Proxy(
    { ...store, calendar },
    {
      get(target, name, receiver) {
        const subject: unknown = Reflect.get(target, name, receiver);
        return typeof name === 'string' && isObject(subject) ? timed(subject, name, observe) : subject;
      },
    },
  );
}

interface Call {
  readonly labels: { readonly subject: string; readonly method: string };
  readonly outcome: 'done' | 'failed';
  readonly seconds: number;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function timed<Subject extends object>(subject: Subject, name: string, observe: (call: Call) => void): Subject {
  return new Proxy(subject, {
    get(target, method, receiver) {
      const member: unknown = Reflect.get(target, method, receiver);
      if (typeof member !== 'function' || typeof method !== 'string') return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const startedAt = performance.now();
        let outcome: Call['outcome'] = 'failed';
        try {
          const result: unknown = await Reflect.apply(member, target, args);
          outcome = 'done';
          return result;
        } finally {
          const seconds = (performance.now() - startedAt) / 1000;
          observe({ labels: { subject: name, method }, outcome, seconds });
        }
      };
    },
  });
}

function punctuality(calendar: Store['calendar'], clock: Clock, register: Registry): Store['calendar'] {
  const prompts = new Counter({
    name: 'studyloop_prompts_total',
    help: 'Posts of study channels that were claimed to be sent for the first time, by whether it was their time.',
    labelNames: ['kind', 'when'] as const,
    registers: [register],
  });
  return {
    ...calendar,
    async claim(claiming) {
      const posts = await calendar.claim(claiming);
      for (const { kind, dueAt, triedAt, failures } of posts) {
        const when = clock.now() - dueAt > punctualMs ? 'late' : 'on-time';
        if (triedAt === null && failures === 0) prompts.inc({ kind, when });
      }
      return posts;
    },
  };
}
