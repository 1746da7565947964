import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '#core/app.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Language } from '#core/words.ts';
import { languageFor } from '#core/words.ts';

/** Platforms want to hear of us soon, even where the store is slow. */
const patienceMs = 300;

interface Listener {
  readonly learner: LearnerId;
  /** BCP 47, as the platform says. */
  readonly locale: string;
}

/** The language to speak to a learner; where it takes long to find out what they chose, that of their platform. */
export async function learnersLanguage({ learner, locale }: Listener, app: App): Promise<Language> {
  const waited = new AbortController();
  const late = pause(patienceMs, null, { ref: false, signal: waited.signal }).catch(() => null);
  const found = await Promise.race([app.languageOf(learner, locale), late]);
  waited.abort();
  return found ?? languageFor(locale);
}
