import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { unproven } from '#content/across-pythons.ts';
import { openKeptRuns } from '#content/kept-runs.ts';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import { proveReview } from '#content/prove-review.ts';
import { createReviewer } from '#review/create-reviewer.ts';
import type { Problem } from '#content/problem.ts';
import { describeProblems } from '#content/problem.ts';
import type { Untranslated } from '#content/untranslated.ts';
import { untranslatedIn } from '#content/untranslated.ts';
import type { Language } from '#core/words.ts';
import type { Counts } from './check/count-content.ts';
import { countContent } from './check/count-content.ts';
import { settledShape } from '#content/prove-exercises.ts';
import { seenShape } from '#content/seen.ts';
import type { Kept } from './check/open-benches.ts';
import { openBenches } from './check/open-benches.ts';
import type { Trials } from './check/prove-content.ts';
import { gradeOnAll } from './check/grade-content.ts';
import { proveOnAll, renewRecords } from './check/prove-content.ts';
import { openConfig } from './open.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

export interface CheckOptions {
  readonly json?: true;
  /** Puts on record what runs show now. */
  readonly update?: true;
  /** Runs everything, also what was proven before and has not changed. */
  readonly fresh?: true;
}

/** Proves the content on every Python here; exit code 1 when something in it does not hold. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const report = await proveAll(options, terminal);
  if (options.json === true) say(terminal, JSON.stringify(report));
  else tell(report, terminal);
  return report.problems.length === 0 ? 0 : 1;
}

interface Report extends Counts {
  /** What stands in English only. */
  readonly untranslated: Readonly<Partial<Record<Language, Untranslated>>>;
  /** Their versions, `3.13.0`. */
  readonly pythons: readonly string[];
  readonly updated: readonly string[];
  /** What no Python here is new enough for. */
  readonly unproven: readonly Problem[];
  readonly problems: readonly Problem[];
}

const nothing: Report = {
  counts: {},
  quizzesByType: {},
  untranslated: {},
  pythons: [],
  updated: [],
  unproven: [],
  problems: [],
};

async function proveAll(options: CheckOptions, terminal: Terminal): Promise<Report> {
  const root = join(terminal.project, 'content');
  const kept = openKept(join(terminal.project, 'node_modules/.cache/studyloop'), options);
  const config = openConfig(terminal);
  await using opened = new AsyncDisposableStack();
  const benches = await openBenches(config, kept, terminal);
  for (const bench of benches) opened.use(bench);
  const progress = progressLine(terminal);
  const around = { root, benches, width: config.run.concurrency, signal: terminal.stopping, onProven: progress.step };
  const updated = options.update === true ? await update(around) : [];
  const loaded = loadLibrary(root);
  if (loaded.kind === 'problems') return { ...nothing, updated, problems: loaded.problems };
  const { proofs, problems } = await proveOnAll({ ...around, folders: loaded.folders });
  const grades = await gradeOnAll({ ...around, folders: loaded.folders });
  const reviewed = await proveReview(loaded.library.reviewPages, await createReviewer());
  progress.end();
  for (const one of [kept.runs, kept.grades]) one.save(terminal.stopping.aborted ? 'all' : 'used');
  return {
    ...countContent({ ...loaded, proofs, killed: grades.killed }),
    untranslated: { zh: untranslatedIn('zh', loaded.library) },
    pythons: benches.map(({ named }) => named),
    updated,
    unproven: unproven(
      proofs,
      benches.map(({ python }) => python),
    ),
    problems: [...problems, ...grades.problems, ...reviewed],
  };
}

function openKept(folder: string, { fresh }: CheckOptions): Kept {
  const files = { runs: join(folder, 'runs.json'), grades: join(folder, 'grades.json') };
  if (fresh === true) for (const file of Object.values(files)) rmSync(file, { force: true });
  return { runs: openKeptRuns(files.runs, seenShape), grades: openKeptRuns(files.grades, settledShape) };
}

async function update(around: Omit<Trials, 'folders'>): Promise<readonly string[]> {
  const loaded: Loaded = loadLibrary(around.root, 'to-renew');
  return loaded.kind === 'loaded' ? await renewRecords({ ...around, folders: loaded.folders }) : [];
}

function tell(report: Report, terminal: Terminal): void {
  const { counts, quizzesByType, untranslated, pythons, updated, unproven: unrun, problems } = report;
  for (const file of updated) say(terminal, `put on record: content/${file}`);
  if (pythons.length > 0) {
    say(terminal, inWords(counts));
    say(terminal, `quizzes: ${inWords(quizzesByType)}`);
    say(terminal, `proven on Python ${pythons.join(', ')}`);
  }
  for (const [language, kinds] of Object.entries(untranslated)) sayUntranslated(language, kinds, terminal);
  if (unrun.length > 0) say(terminal, describeProblems(unrun));
  if (problems.length === 0) say(terminal, 'Everything holds.');
  else say(terminal, `${describeProblems(problems)}\n${problems.length} not well.`);
}

/** No problem: learners read it in English meanwhile. */
function sayUntranslated(language: string, kinds: Untranslated, terminal: Terminal): void {
  const lacking = Object.entries(kinds).map(([kind, { lacking: count, of }]) => `${count} of ${of} ${kind}`);
  if (lacking.length > 0) say(terminal, `not in ${language} yet: ${lacking.join(', ')}`);
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');

/** How far it is, on a terminal only. */
function progressLine({ stderr }: Terminal) {
  let done = 0;
  const draw = (text: string) => stderr.isTTY === true && stderr.write(`\r${text}\u001B[K`);
  return {
    step: (count: number) => void draw(`${(done += 1)} of ${count} proven`),
    end: () => void draw(''),
  };
}
