import { awaitErrors } from './await-errors.ts';
import { deadlock } from './deadlock.ts';
import { endings } from './endings.ts';
import type { Evidence } from './evidence.ts';
import { findingExplanations } from './findings.ts';
import { loopErrors } from './loop-errors.ts';
import { protocolErrors } from './protocol-errors.ts';
import type { Explanation, Recogniser } from './recogniser.ts';
import { sandboxErrors } from './sandbox-errors.ts';
import { taskErrors } from './task-errors.ts';

/** What a learner should know of a run, the most useful first: two sentences at most, none where nothing is certain. */
export function explain(evidence: Evidence): readonly Explanation[] {
  const told: Explanation[] = [];
  let left = evidence;
  for (const recognise of recognisers) {
    const seen = recognise(left);
    if (seen === null) continue;
    told.push(seen);
    if (told.length === mostTold) break;
    const { covers } = seen;
    const isTold = ({ kind, line }: Evidence['findings'][number]) =>
      covers.some((one) => one.kind === kind && one.line === line);
    left = { ...left, findings: left.findings.filter((finding) => !isTold(finding)) };
  }
  return told;
}

const mostTold = 2;

/** In this order: why it ended, then what else went wrong in it. */
const recognisers: readonly Recogniser[] = [
  ...loopErrors,
  ...awaitErrors,
  ...protocolErrors,
  ...taskErrors,
  ...sandboxErrors,
  deadlock,
  ...endings,
  ...findingExplanations,
];
