import type { Handle } from '../handle.ts';
import type { Kit } from '../command.ts';
import { inline } from '../inline.ts';
import type { Log } from '../ports/log.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Say } from '../words.ts';
import { languageFor } from '../words.ts';

/** Nothing is thrown past here: a refusal becomes a sentence, a fault of ours an apology with a number to report. */
export function boundary(next: Handle, { library, random }: Kit, log: Log): Handle {
  return async function* safely(request, signal) {
    const say = library.speak(languageFor(request.locale));
    try {
      yield* next(request, signal);
    } catch (error) {
      if (error instanceof Refusal) {
        yield refusalView(error, say);
        return;
      }
      const incident = random.seed().toString(16).padStart(8, '0');
      log.error('incident', { incident, request: request.id, error });
      yield incidentView(incident, say);
    }
  };
}

function refusalView(refusal: Refusal, say: Say): View {
  const told = prose(...inline(refusal.tell(say)));
  const steps = refusal.nextSteps(say);
  return view(say('refusal.title'), steps.length > 0 ? [told, choices(...steps)] : [told], { tone: 'warning' });
}

function incidentView(number: string, say: Say): View {
  return view(say('incident.title'), [prose(...inline(say('incident.text', { number })))], { tone: 'warning' });
}
