import type { Trial } from '#content/across-pythons.ts';
import { problemsAcross, runsOn } from '#content/across-pythons.ts';
import { openFolder } from '#content/folder.ts';
import type { Problem } from '#content/problem.ts';
import { proofsOf } from '#content/proofs.ts';
import type { Proof } from '#content/prove.ts';
import { prove } from '#content/prove.ts';
import type { CourseFolder } from '#content/read-course.ts';
import { openRecords } from '#content/records.ts';
import type { PythonBench } from './open-benches.ts';

/** What there is to prove, and what to prove it with. */
export interface Trials {
  readonly root: string;
  readonly folders: readonly CourseFolder[];
  readonly benches: readonly PythonBench[];
  /** Programs at the same time. */
  readonly width: number;
  readonly signal: AbortSignal;
  /** Called as each proof ends on a Python, `count` being all of them. */
  readonly onProven: (count: number) => void;
}

export interface Proven {
  readonly proofs: readonly Proof[];
  readonly problems: readonly Problem[];
}

/** Runs every proof on every Python that is new enough for it. */
export async function proveOnAll(given: Trials): Promise<Proven> {
  const problems: Problem[] = [];
  const folder = openFolder(given.root, (problem) => problems.push(problem));
  const proofs = proofsOf(given.folders, openRecords(folder, given.folders, 'compare'));
  const parts = given.benches.map((bench) => ({ bench, own: proofs.filter((proof) => runsOn(proof, bench.python)) }));
  const count = parts.reduce((sum, { own }) => sum + own.length, 0);
  const trials: Trial[] = [];
  for (const { bench, own } of parts) {
    const failures = await prove(own, bench, { ...given, onProven: () => given.onProven(count) });
    trials.push({ python: bench.python, failures });
  }
  return { proofs, problems: [...problems, ...problemsAcross(trials)] };
}

/** Puts what runs show now on record, each proof by the first Python that can run it; returns the files that changed. */
export async function renewRecords(given: Trials): Promise<readonly string[]> {
  const { root, folders, benches } = given;
  const records = openRecords(
    openFolder(root, () => {}),
    folders,
    'renew',
  );
  const proofs = proofsOf(folders, records);
  for (const [place, bench] of benches.entries()) {
    const earlier = benches.slice(0, place);
    const own = proofs.filter(
      (proof) => runsOn(proof, bench.python) && !earlier.some(({ python }) => runsOn(proof, python)),
    );
    await prove(own, bench, { ...given, onProven: () => given.onProven(proofs.length) });
  }
  return records.save(root);
}
