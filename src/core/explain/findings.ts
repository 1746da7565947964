import { duration } from '../timeline/duration.ts';
import { taskNames } from '../timeline/task-names.ts';
import type { BlockedBand, FindingKind } from '../timeline/timeline.ts';
import { waitingNames } from '../timeline/waiting-names.ts';
import type { Say } from '../words.ts';
import { coroutineOf } from './await-errors.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { Evidence, Finding } from './evidence.ts';
import { named } from './named.ts';
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
  const error = named(type ?? '?');
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
  const lines = [
    ...Map.groupBy(
      findings.filter(({ kind }) => kind === 'loop_blocked'),
      ({ line }) => line,
    ).values(),
  ];
  const [longest = []] = lines.toSorted((one, other) => total(other) - total(one));
  const [finding] = longest;
  const bands = timeline?.blocked.filter(({ line }) => line === finding?.line) ?? [];
  const [band] = bands;
  if (finding === undefined || band === undefined || timeline === null) return null;
  const kind = kindOf(band);
  const time = duration(total(longest) * 1000);
  const others = waitingNames(bands, taskNames(timeline));
  const tell: Explanation['tell'] = (say) => {
    const told = blockedBy(kind, { call: band.call ?? '', where: placeOf(finding, say), time }, say);
    return others === '' ? told : `${told} ${say('explain.kept-waiting', { names: others })}`;
  };
  return { kind, tell, covers: [finding] };
}

const total = (some: readonly Finding[]): number => some.reduce((sum, { ms }) => sum + (ms ?? 0), 0);

type BlockedKind = Extract<ErrorKind, 'loop-busy' | 'loop-slept' | 'loop-blocked'>;

function kindOf({ call }: BlockedBand): BlockedKind {
  if (call === null) return 'loop-busy';
  return call.startsWith('time.sleep(') ? 'loop-slept' : 'loop-blocked';
}

interface Blocked {
  readonly call: string;
  readonly where: string;
  readonly time: string;
}

function blockedBy(kind: BlockedKind, { call, where, time }: Blocked, say: Say): string {
  const values = { where, time, call: named(call) };
  switch (kind) {
    case 'loop-busy':
      return say('explain.loop-busy', { where, time });
    case 'loop-slept':
      return say('explain.loop-slept', { ...values, instead: named(call.replace('time', 'asyncio')) });
    case 'loop-blocked':
      return say('explain.loop-blocked', values);
  }
}

function taskOf({ task }: Finding, { timeline }: Evidence): string {
  if (task === null) return '?';
  return named(timeline === null ? task : taskNames(timeline).toldByName(task));
}

const placeOf = ({ line }: Finding, say: Say): string =>
  line === null ? say('timeline.somewhere') : say('timeline.line', { line });
