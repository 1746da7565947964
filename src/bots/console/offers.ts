import type { Ask, Choice, View } from '#core/view.ts';

/** What a learner can press by its number. */
export type Offer = { readonly kind: 'choice'; readonly choice: Choice } | { readonly kind: 'ask'; readonly ask: Ask };

/** Everything that a view offers, in reading order: the first is number 1. */
export function offersOf(view: View): readonly Offer[] {
  return view.blocks.flatMap((block): readonly Offer[] => {
    if (block.kind === 'choices') return block.choices.map((choice) => ({ kind: 'choice', choice }));
    return block.kind === 'ask' ? [{ kind: 'ask', ask: block.ask }] : [];
  });
}

/** The choice that Enter presses: the primary one, where there is exactly one. */
export function choiceOfEnter(offers: readonly Offer[]): Choice | null {
  const primary = offers.flatMap((offer) => (isPrimary(offer) ? [offer.choice] : []));
  return primary.length === 1 ? (primary[0] ?? null) : null;
}

export function isPrimary(offer: Offer): offer is Extract<Offer, { readonly kind: 'choice' }> {
  return offer.kind === 'choice' && offer.choice.weight === 'primary';
}

/** Whether a view asks to pick one of several answers: choices of one command that differ in what they send. */
export function offersAlternatives(view: View): boolean {
  return view.blocks.some(
    (block) =>
      block.kind === 'choices' &&
      block.choices.length > 1 &&
      block.choices.every(({ command }) => command === block.choices[0]?.command),
  );
}
