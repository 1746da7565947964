import { join } from 'node:path';
import type { Problem } from '#content/problem.ts';
import { describeProblems } from '#content/problem.ts';
import { openFolder } from '#content/folder.ts';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import { openLocks } from '#content/locks.ts';
import { proofsOf } from '#content/proofs.ts';
import { prove } from '#content/prove.ts';
import { proveReview } from '#content/prove-review.ts';
import { createReviewer } from '#review/create-reviewer.ts';
import { createLog } from './logger.ts';
import { openConfig } from './open.ts';
import { openRunner } from './open-runner.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

export interface CheckOptions {
  readonly json?: true;
  readonly update?: true;
}

/** Proves the content; exit code 1 when something in it does not hold. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const root = join(terminal.project, 'content');
  const loaded = loadLibrary(root);
  const report =
    loaded.kind === 'loaded' ? await proveAll(loaded, { root, options, terminal }) : unreadable(loaded.problems);
  if (options.json === true) say(terminal, JSON.stringify(report));
  else tell(report, terminal);
  return report.problems.length === 0 ? 0 : 1;
}

interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly updated: readonly string[];
  readonly problems: readonly Problem[];
}

const unreadable = (problems: readonly Problem[]): Report => ({ counts: {}, updated: [], problems });

interface Setting {
  readonly root: string;
  readonly options: CheckOptions;
  readonly terminal: Terminal;
}

async function proveAll(
  { folders, reviewPages }: Extract<Loaded, { readonly kind: 'loaded' }>,
  setting: Setting,
): Promise<Report> {
  const { root, options, terminal } = setting;
  const config = openConfig(terminal);
  await using runner = openRunner(config, {
    ...terminal,
    log: createLog('warn', { kind: 'stderr' }),
    askers: 'one-program',
  });
  const problems: Problem[] = [];
  const folder = openFolder(root, (problem) => problems.push(problem));
  const locks = openLocks(folder, options.update === true ? 'renew' : 'compare');
  const proofs = proofsOf(folders, locks);
  const progress = progressLine(proofs.length, terminal);
  problems.push(
    ...(await prove(proofs, runner, {
      width: config.run.concurrency,
      onProven: progress.step,
      signal: terminal.stopping,
    })),
  );
  progress.end();
  problems.push(...(await proveReview(reviewPages, await createReviewer())));
  const updated = options.update === true ? locks.save(root) : [];
  return { counts: { ...countsOf(folders, proofs.length), rules: reviewPages.length }, updated, problems };
}

function countsOf(folders: Extract<Loaded, { readonly kind: 'loaded' }>['folders'], proofs: number): Report['counts'] {
  const courses = folders.map(({ course }) => course);
  const sum = (count: (course: (typeof courses)[number]) => number) =>
    courses.reduce((total, one) => total + count(one), 0);
  return {
    courses: courses.length,
    chunks: sum(({ chunks }) => chunks.length),
    examples: sum(({ chunks }) => chunks.reduce((total, { examples }) => total + examples.length, 0)),
    exercises: folders.flatMap(({ lessons }) => lessons).reduce((total, { exercises }) => total + exercises.length, 0),
    concepts: sum(({ concepts }) => concepts.length),
    misconceptions: sum(({ misconceptions }) => misconceptions.length),
    quizzes: sum(({ quizzes }) => quizzes.length),
    proofs,
  };
}

function tell({ counts, updated, problems }: Report, terminal: Terminal): void {
  for (const file of updated) say(terminal, `put on record: content/${file}`);
  const counted = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  if (counted.length > 0) say(terminal, counted.join(', '));
  if (problems.length === 0) say(terminal, 'Everything holds.');
  else say(terminal, `${describeProblems(problems)}\n${problems.length} not well.`);
}

/** How far it is, on a terminal only. */
function progressLine(total: number, { stderr }: Terminal) {
  let done = 0;
  const draw = (text: string) => stderr.isTTY === true && stderr.write(`\r${text}\u001B[K`);
  return {
    step: () => void draw(`${(done += 1)} of ${total} proven`),
    end: () => void draw(''),
  };
}
