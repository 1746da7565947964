import { misconceptionId } from '#core/ids.ts';
import { nameOfOrder, programWith } from '#core/quiz/order.ts';
import type { OrderAnswer, OrderLine } from '#core/quiz/quiz.ts';
import { lineFaults } from './check-lines.ts';
import { mistakeFaults } from './check-mistakes.ts';
import { ordersOf } from './orders-of.ts';
import type { Built, Desk, EntryOf } from './quiz-desk.ts';
import type { QuizProof } from './quiz-proof.ts';
import { showsOf } from './shows-entry.ts';

/** A question whose lines are put in order; every order is run, and each wrong one must have its explanation. */
export function orderAnswer(entry: EntryOf<'order'>, desk: Desk): Built {
  const lines = Object.entries(entry.lines).map(([id, code]): OrderLine => ({ id, code }));
  const mistakes = entry.mistakes.map(({ misconception, ...rest }) => ({
    ...rest,
    misconception: misconceptionId(misconception),
  }));
  const recorded = desk.record !== undefined && 'orders' in desk.record ? desk.record.orders : [];
  const answer: OrderAnswer = { kind: 'order', lines, accepted: recorded, mistakes };
  const faults = lineFaults(entry);
  for (const fault of faults) desk.report(...fault);
  if (faults.length > 0) return { answer, proofs: [] };
  for (const fault of mistakeFaults(answer)) desk.reportRecord(...fault);
  return { answer, proofs: ordersOf(lines).map((order) => proofOf(entry, order, desk)) };
}

function proofOf(entry: EntryOf<'order'>, order: readonly OrderLine[], desk: Desk): QuizProof {
  const name = nameOfOrder(order);
  return {
    line: desk.lineOf('lines'),
    part: `in the order ${name}`,
    code: programWith(entry.code, order),
    expects: { kind: 'order', shows: showsOf(entry.shows), order: name },
  };
}
