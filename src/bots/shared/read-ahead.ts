import type { View } from '#core/view.ts';

/** A stream of views, read ahead of whoever shows them: of several that came meanwhile, only the newest matters. */
export interface ReadAhead {
  /** The newest view that was not taken. */
  newest(): View | null;
  take(): void;
  /** Called when the view taken has been delivered: behind a finished one the stream goes on only then. */
  goOn(): void;
  /** Throws what the stream ended with, if it was an error. */
  state(): 'open' | 'ended';
  /** Settles when something has changed, or after that many milliseconds. */
  changed(withinMs: number): Promise<void>;
}

export function readAhead(views: AsyncIterable<View>): ReadAhead {
  let newest: View | null = null;
  let state: 'open' | 'ended' = 'open';
  let failure: { readonly error: unknown } | null = null;
  let bell = Promise.withResolvers<void>();
  let delivered = Promise.withResolvers<void>();
  const ring = () => {
    bell.resolve();
    bell = Promise.withResolvers();
  };
  const read = async () => {
    try {
      for await (const view of views) {
        newest = view;
        delivered = Promise.withResolvers();
        ring();
        if (view.stage === 'final') await delivered.promise;
      }
    } catch (error) {
      failure = { error };
    }
    state = 'ended';
    ring();
  };
  const reading = read();
  return {
    newest: () => newest,
    take: () => void (newest = null),
    goOn: () => delivered.resolve(),
    state: () => {
      if (failure !== null) throw failure.error;
      return state;
    },
    changed: async (withinMs) => await eitherOf(Promise.race([bell.promise, reading]), withinMs),
  };
}

/** Settles when the promise does, or after that many milliseconds. */
export async function eitherOf(promise: Promise<void>, withinMs: number): Promise<void> {
  if (withinMs <= 0) return;
  const timer = Promise.withResolvers<void>();
  const timeout = Number.isFinite(withinMs) ? setTimeout(timer.resolve, withinMs) : undefined;
  try {
    await Promise.race([promise, timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
}
