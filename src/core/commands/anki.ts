import { ankiDeck } from '../anki/anki-deck.ts';
import { cardsOf } from '../anki/cards.ts';
import { defineCommand } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import { reviewLog, reviewsOf } from '../memory/review-log.ts';
import { ankiView } from '../views/anki-view.ts';

/** The learner's cards as a file for Anki, and their review history as one for tools that tune FSRS. */
export const anki = defineCommand({
  name: 'anki',
  summary: 'command.anki',
  options: {},
  async *run({ kit, request, say, language }) {
    const course = await courseMeant(undefined, request.learner, kit);
    const read = await kit.store.progress.chunksRead(request.learner, course.id);
    const facts = await kit.store.evidence.facts(request.learner, course.id);
    const cards = cardsOf(course, { read, facts }, { say, language });
    const reviews = reviewsOf(course, facts);
    const deck = { count: cards.length, text: ankiDeck(course, cards, { say, language }) };
    yield ankiView(course, { deck, log: { count: reviews.length, text: reviewLog(reviews) } }, say);
  },
});
