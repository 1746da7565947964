import type { LearnerId } from './ids.ts';
import type { Store } from './ports/store.ts';
import type { Language } from './words.ts';
import { languageFor } from './words.ts';

/** Somebody, and the locale (BCP 47) that their platform tells of them. */
interface Listener {
  readonly learner: LearnerId;
  readonly locale: string;
}

/** The language to speak to somebody: the one they chose, else what their platform says. */
export async function languageSpoken({ learner, locale }: Listener, { learners }: Store): Promise<Language> {
  // Where the store cannot be asked, somebody still has to be told that something went wrong.
  const chosen = await learners.language(learner).catch(() => null);
  return chosen ?? languageFor(locale);
}
