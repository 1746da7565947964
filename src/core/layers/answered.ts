import type { Handle } from '../handle.ts';
import type { Kit } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** Longer than any reply takes; when a process dies while answering, the platform's repeat after this is answered. */
const leaseMs = 60_000;

/** Answers each event once, however often the platform delivers it. */
export function answered(next: Handle, { store, clock }: Kit): Handle {
  return async function* once(request, signal) {
    if (request.claim === 'held') return yield* next(request, signal);
    if ((await store.requests.claim(request.id, clock.now(), leaseMs)) === 'taken') return;
    try {
      yield* next(request, signal);
    } catch (error) {
      // A refusal is an answer. A fault is not: the event stays unsettled, so that a repeat is tried again.
      if (error instanceof Refusal) await store.requests.settle(request.id, clock.now());
      throw error;
    }
    await store.requests.settle(request.id, clock.now());
  };
}
