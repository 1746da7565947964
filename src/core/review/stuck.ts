import { deadlock } from '../explain/deadlock.ts';
import type { Explanation } from '../explain/recogniser.ts';
import type { Finding } from '../ports/code-reviewer.ts';
import type { DeadlockWait, TracedDeadlock } from '../timeline/timeline.ts';
import type { Case, Sight } from './sight.ts';
import { findingAt } from './sight.ts';
import { covers } from './source-lines.ts';

/** A deadlock that no rule found. */
export interface Stuck {
  readonly explanation: Explanation;
  /** From 1, in the block, where somebody waits; null where nobody knows. */
  readonly line: number | null;
  readonly block: number;
}

/** How a program stopped for good: as a rule found or would have; else it is told by itself. */
export function stuckShown(one: Case): { readonly sights: readonly Sight[]; readonly stuck: Stuck | null } {
  const explanation = deadlock(one.evidence);
  if (explanation === null) return { sights: [], stuck: null };
  const traced = one.evidence.timeline?.deadlock;
  const waits = traced?.waits ?? [];
  const proves = hangingAt(waits, one);
  const makes = proves === null ? ownLock(waits, one) : null;
  if (proves !== null || makes !== null)
    return { sights: [{ shown: { kind: 'stuck', explanation }, proves, makes }], stuck: null };
  const line = traced ? lineOf(traced) : null;
  return { sights: [], stuck: { explanation, line, block: one.program.block } };
}

/** Where the ring is, or somebody who waits for nobody who waits: that is where to look. */
function lineOf({ waits, ring }: TracedDeadlock): number | null {
  const known = waits.filter(({ line }) => line !== null);
  const inRing = known.find(({ name }) => ring.includes(name));
  return (inRing ?? known.find(({ awaits }) => awaits.length === 0) ?? known[0])?.line ?? null;
}

/** What was found to hang, where it hangs. */
function hangingAt(waits: readonly DeadlockWait[], { findings, pages }: Case): Finding | null {
  const hanging = findings.filter(({ rule }) => pages.some((page) => page.rule === rule && page.kind === 'hang'));
  const here = hanging.find((finding) => waits.some(({ line }) => line !== null && covers(finding, line)));
  return here ?? hanging.find(({ rule }) => waits.some((wait) => isAbout(rule, wait))) ?? null;
}

/** Whether a rule is about waiting in that way, wherever it found the reason. */
function isAbout(rule: string, wait: DeadlockWait): boolean {
  switch (rule) {
    case 'lock_reentrant_deadlock':
      return isOwnLock(wait);
    case 'queue_missing_task_done':
      return wait.call?.endsWith('.join') === true;
    case 'queue_put_deadlock':
      return wait.call?.endsWith('.put') === true;
    case 'worker_never_cancelled':
      return wait.call?.endsWith('.get') === true;
    default:
      return false;
  }
}

/** A lock that its own holder waits for is a rule's by itself. */
function ownLock(waits: readonly DeadlockWait[], { program, pages }: Case): Finding | null {
  const rule = 'lock_reentrant_deadlock';
  const own = waits.find(isOwnLock);
  if (own === undefined || own.line === null || !pages.some((page) => page.rule === rule)) return null;
  return findingAt(program, { rule, line: own.line, about: own.object ?? '' });
}

const isOwnLock = ({ kind, name, holders }: DeadlockWait): boolean =>
  kind === 'lock' && holders.length === 1 && holders[0] === name;
