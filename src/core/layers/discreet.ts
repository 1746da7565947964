import type { Kit } from '../command.ts';
import type { Handle } from '../handle.ts';
import { inline } from '../inline.ts';
import { viewWithoutSecrets } from '../secrets/view-without-secrets.ts';
import { prose } from '../view.ts';
import { languageFor } from '../words.ts';

/** Hides what looks like a secret in whatever is shown, and says so. */
export function discreet(next: Handle, { library }: Pick<Kit, 'library'>): Handle {
  return async function* withoutSecrets(request, signal) {
    for await (const view of next(request, signal)) {
      const clean = viewWithoutSecrets(view);
      if (clean === view) {
        yield view;
      } else {
        const say = library.speak(languageFor(request.locale));
        yield { ...clean, blocks: [...clean.blocks, prose(...inline(say('secrets.hidden')))] };
      }
    }
  };
}
