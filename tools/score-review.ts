import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { reviewSet, type ReviewMessage } from '../tests/support/review-set.ts';
import { scoreReview, type Remark, type ReviewScore } from '../tests/support/review-score.ts';

/**
 * What the review finds on the messages of tests/fixtures/review: `sh bin/node24 tools/score-review.ts [--held-out]`.
 * Says how many of the mistakes it names, by level, on how many clean messages it says something, and what it missed.
 * The held-out third is for the end: it is scored without saying what was missed, so that no rule is bent to it.
 */
const part = process.argv.includes('--held-out') ? 'held-out' : 'development';
const project = fileURLToPath(new URL('..', import.meta.url));

const answer = z.object({
  id: z.string(),
  findings: z.array(z.object({ rule: z.string(), line: z.number().nullable(), kind: z.string(), message: z.string() })),
});

const messages = await reviewSet(part);
const startedAt = performance.now();
const score = scoreReview(messages, await review(messages));
console.log(
  `${messages.length} messages (${part}), reviewed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
);
printFigures(score);
if (part === 'development') printDetails(score);

/** Sends all messages through one child process; throws when it did not answer each of them. */
async function review(all: readonly ReviewMessage[]): Promise<ReadonlyMap<string, readonly Remark[]>> {
  const child = spawn(join(project, 'bin/studyloop'), ['review', '--jsonl'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A child that ended early is told of below, by its answers.
  child.stdin.on('error', () => {});
  child.stdin.end(all.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(''));
  const answers = new Map<string, readonly Remark[]>();
  for await (const line of createInterface({ input: child.stdout })) {
    const { id, findings } = answer.parse(JSON.parse(line));
    // Praise is no remark.
    const remarks = findings.filter(({ kind }) => kind !== 'celebratory');
    answers.set(id, remarks);
  }
  const code = await ended;
  const unanswered = all.filter(({ id }) => !answers.has(id));
  if (unanswered.length > 0) {
    throw new Error(
      `expected ${all.length} answers, ${unanswered.length} are missing (the first: ${unanswered[0]?.id}); studyloop review --jsonl ended with ${code}`,
    );
  }
  return answers;
}

function printFigures({ levels, clean, otherLine, extra }: ReviewScore): void {
  for (const { level, found, of } of levels)
    console.log(`${level.padEnd(7)} ${share(found, of)} of the mistakes found`);
  console.log(`clean   ${share(clean.flagged.length, clean.of)} of the messages flagged`);
  console.log(`Named, but on another line: ${otherLine.length} (counted as missed)`);
  console.log(`Remarks beside the expected ones, on messages with mistakes: ${extra.length}`);
}

function printDetails({ rules, clean, otherLine, extra }: ReviewScore): void {
  console.log('\nMissed, by rule:');
  for (const { rule, found, of, missed } of rules) {
    if (missed.length > 0) console.log(`  ${rule} ${found}/${of}: ${missed.join(', ')}`);
  }
  printList(
    'Said on clean messages',
    clean.flagged.flatMap(({ said }) => said),
  );
  printList('Named on another line', otherLine);
  printList('Beside the expected ones', extra);
}

function printList(title: string, lines: readonly string[]): void {
  console.log(`\n${title}:${lines.length === 0 ? ' nothing' : ''}`);
  for (const line of lines) console.log(`  ${line}`);
}

function share(count: number, whole: number): string {
  return `${`${count}/${whole}`.padStart(7)} (${((100 * count) / Math.max(whole, 1)).toFixed(1)} %)`;
}
