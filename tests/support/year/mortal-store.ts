import type { Store } from '#core/ports/store.ts';

/** What happens to the next process that makes so many calls of its store. */
export interface Doom {
  /** 0: the very next one. */
  readonly calls: number;
  /** The process dies before or behind the call, or the store turns the call away and the process goes on. */
  readonly how: 'dies before' | 'dies behind' | 'turned away';
}

/** A store as one process has it: the process may die between any two of its calls. */
export interface MortalStore {
  readonly store: Store;
  /** Settles when the process is dead: what it was doing never ends. */
  readonly death: Promise<void>;
  readonly isDead: () => boolean;
  readonly doom: (doom: Doom) => void;
  /** Nothing is going to happen any more. */
  readonly spare: () => void;
  /** Whether it was doomed and that has come. */
  readonly wasHit: () => boolean;
  readonly die: () => void;
  /** The last call that was carried out since it was doomed: `answers.record`. */
  readonly lastDone: () => string;
}

export class TurnedAway extends Error {}

export function mortalStore(store: Store): MortalStore {
  const death = Promise.withResolvers<void>();
  let isDead = false;
  let doomed: Doom | null = null;
  let lastDone = '';
  let wasHit = false;
  const never = new Promise<never>(() => undefined);
  const die = () => {
    isDead = true;
    wasHit = true;
    death.resolve();
  };
  const call = async (name: string, work: () => Promise<unknown>): Promise<unknown> => {
    if (isDead) return await never;
    const fate = doomed !== null && doomed.calls === 0 ? doomed.how : null;
    doomed = doomed === null || doomed.calls === 0 ? null : { ...doomed, calls: doomed.calls - 1 };
    if (fate === 'turned away') {
      wasHit = true;
      throw new TurnedAway('the store is out');
    }
    if (fate === 'dies before') die();
    if (isDead) return await never;
    const result = await work();
    lastDone = name;
    if (fate === 'dies behind') die();
    // What it has learnt, a process that was killed meanwhile has no use of.
    return isDead ? await never : result;
  };
  return {
    store: wrapped(store, call),
    death: death.promise,
    isDead: () => isDead,
    doom: (next) => {
      doomed = next;
      wasHit = false;
      lastDone = '';
    },
    spare: () => {
      doomed = null;
      wasHit = false;
    },
    wasHit: () => wasHit,
    die,
    lastDone: () => lastDone,
  };
}

type Call = (name: string, work: () => Promise<unknown>) => Promise<unknown>;

/** Every call of every subject goes through `call`. */
function wrapped(store: Store, call: Call): Store {
  const subjects = new Map<PropertyKey, unknown>();
  return new Proxy(store, {
    get(target, subject) {
      const found: unknown = Reflect.get(target, subject);
      if (typeof found !== 'object' || found === null) return found;
      const known = subjects.get(subject) ?? methodsOf(found, String(subject), call);
      subjects.set(subject, known);
      return known;
    },
  });
}

function methodsOf(subject: object, name: string, call: Call): object {
  return new Proxy(subject, {
    get(target, method) {
      const found: unknown = Reflect.get(target, method);
      if (typeof found !== 'function') return found;
      return (...args: readonly unknown[]) =>
        call(`${name}.${String(method)}`, async () => await Reflect.apply(found, target, args));
    },
  });
}
