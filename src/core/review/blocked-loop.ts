import type { Evidence } from '../explain/evidence.ts';
import type { Finding } from '../ports/code-reviewer.ts';
import { taskNames } from '../timeline/task-names.ts';
import type { BlockedBand, Timeline } from '../timeline/timeline.ts';
import { waitingNames } from '../timeline/waiting-names.ts';
import type { Case, Sight } from './sight.ts';
import { findingAt } from './sight.ts';
import { callsOf, covers, functionAround } from './source-lines.ts';

/** Lines at which the loop stood still, the longest first. */
export function blockedLoop(one: Case): readonly Sight[] {
  const { timeline } = one.evidence;
  if (timeline === null) return [];
  return stops(one.evidence, timeline).map(({ line, ms, bands }): Sight => {
    const waiting = waitingNames(bands, taskNames(timeline));
    const shown = { kind: 'blocked', line, ms, waiting } as const;
    const stop = { line, ms, bands };
    return { shown, proves: provenBy(stop, one), makes: waiting === '' ? null : madeOf(stop, one) };
  });
}

interface Stop {
  readonly line: number;
  readonly ms: number;
  readonly bands: readonly BlockedBand[];
}

function stops({ findings }: Evidence, { blocked }: Timeline): readonly Stop[] {
  const seen = findings.filter(({ kind }) => kind === 'loop_blocked');
  const lines = [...new Set(seen.flatMap(({ line }) => line ?? []))];
  return lines
    .map((line) => ({
      line,
      ms: seen.filter((one) => one.line === line).reduce((sum, { ms }) => sum + (ms ?? 0), 0),
      bands: blocked.filter((band) => band.line === line),
    }))
    .toSorted((one, other) => other.ms - one.ms);
}

/** The finding in that line, or the one that calls the plain function around it. */
function provenBy({ line, bands }: Stop, { program, findings }: Case): Finding | null {
  const works = bands.every(({ call }) => call === null);
  const fits = ({ rule }: Finding) =>
    works ? rule === 'cpu_bound_in_coroutine' : /^(?:blocking_|function_called_)/u.test(rule);
  const direct = findings.find((one) => fits(one) && covers(one, line));
  if (direct !== undefined) return direct;
  const around = functionAround(program, line);
  if (around === null || around.isAsync) return null;
  const calls = callsOf(program, around.name);
  const isCall = (one: Finding) => one.rule === 'blocking_call_via_helper' || (works && fits(one));
  return findings.find((one) => isCall(one) && calls.some((at) => covers(one, at))) ?? null;
}

/** Only what is the same on every machine, or long on any, counts without a finding. */
function madeOf({ line, ms, bands }: Stop, { program }: Case): Finding | null {
  const around = functionAround(program, line);
  const [band] = bands;
  if (around === null || band === undefined) return null;
  if (band.call === null)
    return ms < longWorkMs ? null : findingAt(program, { rule: 'cpu_bound_in_coroutine', line, about: '' });
  if (!band.call.startsWith('time.sleep(')) return null;
  if (around.isAsync) return findingAt(program, { rule: 'blocking_sleep', line, about: 'time.sleep' });
  const [call, ...others] = callsOf(program, around.name);
  if (call === undefined || others.length > 0) return null;
  return findingAt(program, { rule: 'blocking_call_via_helper', line: call, about: `${around.name}()` });
}

const longWorkMs = 500;
