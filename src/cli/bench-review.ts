import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import { chatMessages, longMessages, mostOfChat, mostOfFile } from './bench-review/chat-messages.ts';
import type { MemoryFigure } from './bench-review/memory.ts';
import { benchReviewMemory } from './bench-review/memory.ts';
import type { TailFigure } from './figure.ts';
import { tailFigure } from './figure.ts';
import { openContent } from './open.ts';
import { openReviewer } from './open-reviewer.ts';
import type { Terminal } from './terminal.ts';

const rounds = 20;

export type ReviewFigure = TailFigure | MemoryFigure;

/** The first review with its loading of the parser, reviews of messages as they are sent, and memory over ten thousand of them. */
export async function benchReview(terminal: Terminal): Promise<readonly ReviewFigure[]> {
  const { reviewPages } = await openContent(terminal);
  const chat = chatMessages(reviewPages);
  const [full, files] = [longMessages(reviewPages, mostOfChat), longMessages(reviewPages, mostOfFile)];
  const reviewer = openReviewer();
  const first = tailFigure('the first review, with its parser', await timesOf(reviewer, chat.slice(0, 1)));
  // Code that has not run often is slow; nobody's second review is meant here.
  for (let round = 0; round < 5; round += 1) await timesOf(reviewer, [...chat, ...full, ...files]);
  return [
    first,
    tailFigure(`messages as they are sent (${sizesOf(chat)})`, await roundsOf(reviewer, chat), { p50: 5, p99: 50 }),
    tailFigure(`full messages (${sizesOf(full)})`, await roundsOf(reviewer, full)),
    tailFigure(`whole files (${sizesOf(files)})`, await roundsOf(reviewer, files)),
    await benchReviewMemory(reviewer, [...chat, ...full], terminal.stopping),
  ];
}

/** A line, or for memory a small table. */
export function describeReviewFigure(one: ReviewFigure): readonly string[] {
  if (one.unit === 'MiB') return describeMemory(one);
  const { name, p50, p99, max, samples, goal } = one;
  const aims = goal === null ? '' : `; goal: p50 under ${goal.p50} ms, p99 under ${goal.p99} ms`;
  return [
    `${name.padEnd(56)} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms (${samples} times)${aims}`,
  ];
}

function describeMemory({ name, samples, heapGrowth, residentGrowth, isFlat }: MemoryFigure): readonly string[] {
  const grown = `heap ${signed(heapGrowth)} MiB, resident ${signed(residentGrowth)} MiB after the first thousand`;
  return [
    ['reviews', 'heap MiB', 'resident MiB'].join('\t'),
    ...samples.map(({ reviews, heap, resident }) => [reviews, heap.toFixed(1), resident.toFixed(1)].join('\t')),
    `${name}: ${isFlat ? 'flat' : 'it grows'} (${grown})`,
  ];
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(1)}`;

async function roundsOf(reviewer: CodeReviewer, messages: readonly string[]): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(...(await timesOf(reviewer, messages)));
  return measured;
}

async function timesOf(reviewer: CodeReviewer, messages: readonly string[]): Promise<readonly number[]> {
  const measured: number[] = [];
  for (const message of messages) {
    const beganAt = performance.now();
    await reviewer.review(message);
    measured.push(performance.now() - beganAt);
  }
  return measured;
}

function sizesOf(messages: readonly string[]): string {
  const sizes = messages.map(({ length }) => length);
  return `${Math.min(...sizes)} to ${Math.max(...sizes)} characters`;
}
