import type { Call } from '../command.ts';
import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import type { Choice, View } from '../view.ts';
import type { Language } from '../words.ts';
import { inLanguage, languages } from '../words.ts';
import { conceptView } from '../views/concept-view.ts';
import type { Entry } from './glossary.ts';

/** The card of a concept, with what the learner had wrong about it. */
export async function cardOf({ course, concept }: Entry, call: Call<string>): Promise<View> {
  const history = await call.kit.store.answers.history(call.request.learner, course.id);
  return conceptView(course, concept, { ...call, history });
}

/** Nothing has that name; what is near to it can be pressed. */
export function unknownTerm(term: string, near: readonly Entry[]): Refusal {
  return new Refusal(
    'unknown-term',
    (say) => say('refusal.unknown-term', { term: quote(term) }),
    () => nearChoices(near),
  );
}

/** The ways to the cards of some concepts. */
function nearChoices(near: readonly Entry[]): readonly Choice[] {
  return near.map(({ course, concept }) => ({
    label: everyName(concept.term),
    weight: 'secondary',
    command: 'lesson',
    args: { course: course.id, chunk: concept.id },
  }));
}

/** In each language, once: what was typed does not say which of them is read. */
function everyName(term: Readonly<Partial<Record<Language, string>>> & { readonly en: string }): string {
  return [...new Set(languages.map((language) => inLanguage(term, language)))].join(' · ');
}
