/** Lets those who wait look again whenever something happened. */
export interface Changes {
  notify(): void;
  /** What `look` gives as soon as it gives something; looks now and after each change. Rejects with `failure` after `withinMs`. */
  until<Found>(look: () => Found | undefined, wait: Wait): Promise<Found>;
}

export interface Wait {
  readonly withinMs: number;
  /** What is said when it did not happen. */
  readonly failure: () => string;
}

export function createChanges(): Changes {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const look of waiting) look();
    },
    until(look, { withinMs, failure }) {
      return new Promise((resolve, reject) => {
        const stop = () => {
          waiting.delete(again);
          clearTimeout(timer);
        };
        const again = () => {
          try {
            const found = look();
            if (found === undefined) return;
            stop();
            resolve(found);
          } catch (error) {
            stop();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(failure()));
        }, withinMs);
        waiting.add(again);
        again();
      });
    },
  };
}
