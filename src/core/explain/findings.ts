import { quote } from '../inline.ts';
import { duration } from '../timeline/duration.ts';
import { taskNames } from '../timeline/task-names.ts';
import type { BlockedBand, FindingKind } from '../timeline/timeline.ts';
import { waitingNames } from '../timeline/waiting-names.ts';
import type { Say } from '../words.ts';
import { coroutineOf } from './await-errors.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { Evidence, Finding } from './evidence.ts';
import type { Explanation, Recogniser } from './recogniser.ts';

/** What the runner found, the most useful first. Findings of a kind are one explanation. */
export const findingExplanations: readonly Recogniser[] = [
  recogniseFinding('exception_never_retrieved', 'never-retrieved', neverRetrieved),
  neverAwaited,
  recogniseFinding(
    'task_destroyed_pending',
    'destroyed-pending',
    (finding, evidence) => (say) => say('explain.destroyed-pending', { name: taskOf(finding, evidence) }),
  ),
  recogniseFinding(
    'cancel_swallowed',
    'cancel-swallowed',
    (finding, evidence) => (say) =>
      say('explain.cancel-swallowed', { name: taskOf(finding, evidence), where: placeOf(finding, say) }),
  ),
  loopBlocked,
  recogniseFinding(
    'busy_polling',
    'busy-polling',
    (finding) => (say) =>
      say('explain.busy-polling', { where: placeOf(finding, say), time: duration((finding.ms ?? 0) * 1000) }),
  ),
  recogniseFinding(
    'task_cancelled_at_exit',
    'cancelled-at-exit',
    (finding, evidence) => (say) => say('explain.cancelled-at-exit', { name: taskOf(finding, evidence) }),
  ),
];

/** Tells of the first finding of its kind; the others stay for the picture. */
function recogniseFinding(
  kind: FindingKind,
  explained: ErrorKind,
  see: (finding: Finding, evidence: Evidence) => Explanation['tell'],
): Recogniser {
  return (evidence) => {
    const finding = evidence.findings.find((one) => one.kind === kind);
    return finding === undefined ? null : { kind: explained, tell: see(finding, evidence), covers: [finding] };
  };
}

function neverRetrieved(finding: Finding, evidence: Evidence): Explanation['tell'] {
  const [, type] = /^([^\s]+) was raised/u.exec(finding.message) ?? [];
  const error = quote(type ?? '?');
  return (say) =>
    say('explain.never-retrieved', { name: taskOf(finding, evidence), error, where: placeOf(finding, say) });
}

/** All that was forgotten is one mistake, made so often. */
function neverAwaited({ findings, errors }: Evidence): Explanation | null {
  // After an error, one of an unknown line may well be part of it.
  const covers = findings.filter(
    ({ kind, line }) => kind === 'never_awaited' && (line !== null || errors.length === 0),
  );
  const [first] = covers;
  if (first === undefined) return null;
  const told = (say: Say) => {
    const calls = [...new Set(covers.map((finding) => callOf(finding, say)))];
    return [...calls.slice(0, mostTold), ...(calls.length > mostTold ? ['…'] : [])].join(', ');
  };
  const count = covers.length;
  // After an error nobody can tell whether an `await` is missing, or was never come to.
  if (errors.length > 0) {
    return {
      kind: 'never-awaited',
      tell: (say) => say('explain.never-awaited-error', { calls: told(say), count }),
      covers,
    };
  }
  return covers.every(({ isOutside }) => isOutside)
    ? { kind: 'never-started', tell: (say) => say('explain.never-started', { calls: told(say), count }), covers }
    : { kind: 'never-awaited', tell: (say) => say('explain.never-awaited', { calls: told(say), count }), covers };
}

const mostTold = 3;

function callOf(finding: Finding, say: Say): string {
  const call = `\`${coroutineOf(finding) ?? '?'}()\``;
  return finding.line === null ? call : say('explain.call-at', { call, line: finding.line });
}

/** The line that blocked longest in all. */
function loopBlocked({ findings, timeline }: Evidence): Explanation | null {
  const [finding] = findings
    .filter(({ kind }) => kind === 'loop_blocked')
    .toSorted((one, other) => (other.ms ?? 0) - (one.ms ?? 0));
  if (finding === undefined) return null;
  const bands = timeline?.blocked.filter(({ line }) => line === finding.line) ?? [];
  const kind = kindOf(bands[0]);
  const time = duration((finding.ms ?? 0) * 1000);
  const others = timeline === null ? '' : waitingNames(bands, taskNames(timeline));
  const tell: Explanation['tell'] = (say) => {
    const told = blockedBy(kind, { call: bands[0]?.call ?? '', where: placeOf(finding, say), time }, say);
    return others === '' ? told : `${told} ${say('explain.kept-waiting', { names: quote(others, 100) })}`;
  };
  return { kind, tell, covers: [finding] };
}

type BlockedKind = Extract<ErrorKind, 'loop-busy' | 'loop-slept' | 'loop-blocked'>;

function kindOf(band: BlockedBand | undefined): BlockedKind {
  if (band === undefined || band.call === null) return 'loop-busy';
  return band.call.startsWith('time.sleep(') ? 'loop-slept' : 'loop-blocked';
}

interface Blocked {
  readonly call: string;
  readonly where: string;
  readonly time: string;
}

function blockedBy(kind: BlockedKind, { call, where, time }: Blocked, say: Say): string {
  const values = { where, time, call: quote(call) };
  switch (kind) {
    case 'loop-busy':
      return say('explain.loop-busy', { where, time });
    case 'loop-slept':
      return say('explain.loop-slept', { ...values, instead: quote(call.replace('time', 'asyncio')) });
    case 'loop-blocked':
      return say('explain.loop-blocked', values);
  }
}

function taskOf({ task }: Finding, { timeline }: Evidence): string {
  if (task === null) return '?';
  return quote(timeline === null ? task : taskNames(timeline).toldByName(task));
}

const placeOf = ({ line }: Finding, say: Say): string =>
  line === null ? say('timeline.somewhere') : say('timeline.line', { line });
