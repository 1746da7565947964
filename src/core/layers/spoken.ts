import type { Kit } from '../command.ts';
import type { Handle } from '../handle.ts';
import { languageSpoken } from '../language-spoken.ts';

/** Puts the language that a learner chose in the place of what their platform says. */
export function spoken(next: Handle, { store }: Kit): Handle {
  return async function* inTheirLanguage(request, signal) {
    yield* next({ ...request, locale: await languageSpoken(request, store) }, signal);
  };
}
