import { isAccepted, mistakeIn, nameOfOrder } from '#core/quiz/order.ts';
import type { OrderAnswer, OrderLine } from '#core/quiz/quiz.ts';
import type { LineFault } from './check-lines.ts';
import { ordersOf } from './orders-of.ts';

/**
 * What does not fit the orders that are known to run right: the author's is one of them, each wrong order has a mistake, no
 * right one has, and each mistake is told about some order.
 */
export function mistakeFaults(answer: OrderAnswer): readonly LineFault[] {
  if (answer.accepted.length === 0) {
    return [
      [
        'expected the orders that run right on record, found none; `studyloop check --update` puts them there.',
        'lines',
      ],
    ];
  }
  return [
    ...ownFaults(answer),
    ...ordersOf(answer.lines).flatMap((order) => orderFaults(answer, order)),
    ...idleFaults(answer),
  ];
}

function ownFaults(answer: OrderAnswer): readonly LineFault[] {
  if (isAccepted(answer, answer.lines)) return [];
  return [
    ['expected the order in which you wrote them to run right, it does not; mend the lines or `shows`.', 'lines'],
  ];
}

function orderFaults(answer: OrderAnswer, order: readonly OrderLine[]): readonly LineFault[] {
  const mistake = mistakeIn(answer.mistakes, order);
  const isRight = isAccepted(answer, order);
  if (mistake === undefined && !isRight)
    return [
      [
        `expected a mistake that speaks about the wrong order ${nameOfOrder(order)}, found none; write one.`,
        'mistakes',
      ],
    ];
  if (mistake === undefined || !isRight) return [];
  const told = `expected no mistake in ${nameOfOrder(order)}, which runs right; mend its \`before\`, or \`shows\`.`;
  return [[told, 'mistakes', answer.mistakes.indexOf(mistake)]];
}

function idleFaults({ lines, mistakes }: OrderAnswer): readonly LineFault[] {
  const told = new Set(ordersOf(lines).map((order) => mistakeIn(mistakes, order)));
  return [...mistakes.entries()]
    .filter(([, mistake]) => !told.has(mistake))
    .map(([at]) => [
      'expected a mistake that speaks first about some order, this one never does; take it out, or move it up.',
      'mistakes',
      at,
    ]);
}
