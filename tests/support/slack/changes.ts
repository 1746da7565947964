/** Lets tests wait for the world to change. */
export interface Changes {
  notify(): void;
  /** What `look` finds, as soon as it finds something; rejects with `failure()` after `withinMs` of real time. */
  until<Found>(look: () => Found | undefined, patience: Patience): Promise<Found>;
}

export interface Patience {
  readonly withinMs: number;
  readonly failure: () => string;
}

export function createChanges(): Changes {
  const watchers = new Set<() => void>();
  return {
    notify: () => {
      for (const watcher of watchers) watcher();
    },
    until: (look, { withinMs, failure }) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = look();
          if (found === undefined) return;
          stop();
          resolve(found);
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(failure()));
        }, withinMs);
        const stop = () => {
          clearTimeout(timer);
          watchers.delete(check);
        };
        watchers.add(check);
        check();
      }),
  };
}
