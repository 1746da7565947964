import type { PythonVersion } from '#core/python-version.ts';
import { isOlder, showVersion } from '#core/python-version.ts';
import type { Problem } from './problem.ts';
import type { Failure, Proof } from './prove.ts';

/** What decides whether a program can be run somewhere. */
export interface Interpreter {
  readonly version: PythonVersion;
  readonly hasAiohttp: boolean;
}

/** What did not hold on one Python. */
export interface Trial {
  readonly python: Interpreter;
  readonly failures: readonly Failure[];
}

/** Whether a Python is new enough for a proof, and has what its program imports. */
export function runsOn(proof: Pick<Proof, 'since' | 'code'>, { version, hasAiohttp }: Interpreter): boolean {
  const isNewEnough = proof.since === null || !isOlder(version, proof.since);
  return isNewEnough && (hasAiohttp || !usesAiohttp(proof.code));
}

const usesAiohttp = (code: string): boolean => /^[ \t]*(?:import|from)[ \t]+aiohttp\b/mu.test(code);

/** Proofs that can be run on no Python here. */
export function unproven(proofs: readonly Proof[], pythons: readonly Interpreter[]): readonly Problem[] {
  return proofs.flatMap((proof) => {
    if (pythons.some((python) => runsOn(proof, python))) return [];
    const { file, line, name } = proof;
    return [{ file, line, message: `${name}: ${lacking(proof)}, which no Python here is or has; not run.` }];
  });
}

function lacking({ since, code }: Proof): string {
  const version = since === null ? 'Python' : `Python ${showVersion(since)} or newer`;
  return `needs ${version}${usesAiohttp(code) ? ' with aiohttp' : ''}`;
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
    version: python.version,
    fault: failures.find((failure) => failure.proof === proof)?.fault ?? null,
  }));
  const byFault = Map.groupBy(faults, ({ fault }) => fault);
  const [[only] = []] = byFault;
  if (byFault.size === 1 && typeof only === 'string') return only;
  const told = [...byFault].flatMap(([fault, those]) =>
    fault === null ? [] : [`on Python ${versionsIn(those)}: ${fault}`],
  );
  return [...told, ...cure(byFault.get(null) ?? [], faults)].join(' ');
}

interface OnPython {
  readonly version: PythonVersion;
  readonly fault: string | null;
}

function cure(holding: readonly OnPython[], all: readonly OnPython[]): readonly string[] {
  if (holding.length === 0) return [];
  const oldest = holding.map(({ version }) => version).toSorted(byAge)[0];
  const isNew = oldest !== undefined && all.every(({ version, fault }) => fault === null || isOlder(version, oldest));
  const since = isNew ? `say \`since: "${showVersion(oldest)}"\`, or ` : '';
  return [`It holds on ${versionsIn(holding)}: ${since}write it so that it holds on all.`];
}

const byAge = (one: PythonVersion, other: PythonVersion): number => (isOlder(one, other) ? -1 : 1);

const versionsIn = (those: readonly OnPython[]): string =>
  those
    .map(({ version }) => version)
    .toSorted(byAge)
    .map(showVersion)
    .join(', ');
