import { bugAnswer } from './bug-answer.ts';
import { fixAnswer } from './fix-answer.ts';
import { orderAnswer } from './order-answer.ts';
import { pickAnswer, provenAnswer } from './pick-answer.ts';
import type { Built, Desk } from './quiz-desk.ts';
import type { QuizEntry } from './quiz-schemas.ts';

/** Reads how a question is answered; what is wrong has been reported. */
export function answerOf(entry: QuizEntry, desk: Desk): Built {
  switch (entry.type) {
    case 'single':
    case 'multiple':
      return pickAnswer(entry, desk);
    case 'predict':
    case 'next':
    case 'seconds':
      return provenAnswer(entry, desk);
    case 'bug':
      return bugAnswer(entry, desk);
    case 'order':
      return orderAnswer(entry, desk);
    case 'fix':
      return fixAnswer(entry, desk);
  }
}
