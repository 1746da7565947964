import type { PythonVersion } from '#core/python-version.ts';
import { isOlder, showVersion } from '#core/python-version.ts';
import type { Problem } from './problem.ts';
import type { Failure, Proof } from './prove.ts';

/** What did not hold on one Python. */
export interface Trial {
  readonly python: PythonVersion;
  readonly failures: readonly Failure[];
}

/** Whether a Python is new enough for a proof. */
export function runsOn({ since }: Proof, python: PythonVersion): boolean {
  return since === null || !isOlder(python, since);
}

/** Proofs that no Python here is new enough for. */
export function unproven(proofs: readonly Proof[], pythons: readonly PythonVersion[]): readonly Problem[] {
  return proofs.flatMap((proof) => {
    const { since, file, line, name } = proof;
    if (since === null || pythons.some((python) => runsOn(proof, python))) return [];
    return [{ file, line, message: `${name}: needs Python ${showVersion(since)}, none here is so new; not run.` }];
  });
}

/** What did not hold, told once for all Pythons that say the same, and by their versions where they differ. */
export function problemsAcross(trials: readonly Trial[]): readonly Problem[] {
  const proofs = new Set(trials.flatMap(({ failures }) => failures.map(({ proof }) => proof)));
  return [...proofs].map((proof) => {
    const tried = trials.filter(({ python }) => runsOn(proof, python));
    const { file, line, name } = proof;
    return { file, line, message: `${name}: ${wordsOf(proof, tried)}` };
  });
}

function wordsOf(proof: Proof, tried: readonly Trial[]): string {
  const faults = tried.map(({ python, failures }) => ({
    python,
    fault: failures.find((failure) => failure.proof === proof)?.fault ?? null,
  }));
  const byFault = Map.groupBy(faults, ({ fault }) => fault);
  const [[only, all] = []] = byFault;
  if (byFault.size === 1 && typeof only === 'string' && all !== undefined) return only;
  const told = [...byFault].flatMap(([fault, those]) =>
    fault === null ? [] : [`on Python ${versionsIn(those)}: ${fault}`],
  );
  const holding = byFault.get(null) ?? [];
  return [...told, ...cure(holding, faults)].join(' ');
}

interface OnPython {
  readonly python: PythonVersion;
  readonly fault: string | null;
}

function cure(holding: readonly OnPython[], all: readonly OnPython[]): readonly string[] {
  if (holding.length === 0) return [];
  const oldest = holding.map(({ python }) => python).toSorted(byAge)[0];
  const isNew = oldest !== undefined && all.every(({ python, fault }) => fault === null || isOlder(python, oldest));
  const since = isNew ? `say \`since: "${showVersion(oldest)}"\`, or ` : '';
  return [`It holds on ${versionsIn(holding)}: ${since}write it so that it holds on all.`];
}

const byAge = (one: PythonVersion, other: PythonVersion): number => (isOlder(one, other) ? -1 : 1);

const versionsIn = (those: readonly OnPython[]): string =>
  those
    .map(({ python }) => python)
    .toSorted(byAge)
    .map(showVersion)
    .join(', ');
