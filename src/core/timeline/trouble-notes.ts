import { duration } from './duration.ts';
import type { Note } from './model.ts';
import type { Making } from './task-lane.ts';
import type { FindingPlace, Timeline, TracedDeadlock, TracedFinding, TracedTask } from './timeline.ts';
import { waitingNames } from './waiting-names.ts';

/** What needs mending, the worst first; what has been `told` elsewhere is left out. */
export function troubleNotes(making: Making, told: readonly FindingPlace[]): readonly Note[] {
  const { deadlock, findings } = making.timeline;
  const isTold = ({ kind, line }: FindingPlace) => told.some((one) => one.kind === kind && one.line === line);
  const texts = [
    ...(deadlock === null || told.some(({ kind }) => kind === 'deadlock') ? [] : [deadlockText(deadlock, making)]),
    ...blockedTexts(making, isTold),
    ...failureTexts(making),
    ...findings.filter((finding) => !isTold(finding)).flatMap((finding) => findingText(finding, making)),
  ];
  return [...new Set(texts)].map((text) => ({ kind: 'trouble', text }));
}

function deadlockText({ waits, ring }: TracedDeadlock, { names, say }: Making): string {
  const [first] = ring;
  if (first !== undefined) {
    const told = [...ring.slice(0, 5), ...(ring.length > 5 ? ['…'] : []), first].map((name) => names.toldByName(name));
    return say('timeline.note-ring', { ring: told.join(' → ') });
  }
  // What the others wait for leads here: the last to wait for something that is no task.
  const [wait] = waits
    .toSorted((one, other) => Number(one.what === 'gather') - Number(other.what === 'gather'))
    .slice(0, 1);
  if (wait === undefined) return say('timeline.note-deadlock');
  const values = { name: names.toldByName(wait.name), what: wait.what ?? '?', line: wait.line ?? '?' };
  return say('timeline.note-stuck', values);
}

/** Bands of one line count together; the longest first. */
function blockedTexts({ timeline, names, say }: Making, isTold: (place: FindingPlace) => boolean): readonly string[] {
  const untold = timeline.blocked.filter(({ line }) => !isTold({ kind: 'loop_blocked', line }));
  const lines = [...Map.groupBy(untold, ({ line, call }) => `${line} ${call}`).values()]
    .map((bands) => ({ bands, us: bands.reduce((sum, { start, end }) => sum + end - start, 0) }))
    .toSorted((one, other) => other.us - one.us);
  return lines.slice(0, 2).flatMap(({ bands, us }) => {
    const [band] = bands;
    if (band === undefined || us < leastBlockedUs) return [];
    const values = { place: place(band.line, { say }), what: band.call ?? say('timeline.work'), time: duration(us) };
    const others = waitingNames(bands, names);
    return [
      others === ''
        ? say('timeline.note-blocked', values)
        : say('timeline.note-blocked-others', { ...values, names: others }),
    ];
  });
}

/** As the runner's own findings: shorter ones nobody notices. */
const leastBlockedUs = 50_000;

const place = (line: number | null, { say }: Pick<Making, 'say'>): string =>
  line === null ? say('timeline.somewhere') : say('timeline.place', { line });

/** The task that failed first, and what became of the others at that moment; of one that is alone the traceback tells. */
function failureTexts({ timeline, names, say }: Making): readonly string[] {
  if (timeline.tasks.length === 1) return [];
  const failed = timeline.tasks
    .filter(({ state }) => state === 'failed')
    .toSorted((one, other) => endOf(one) - endOf(other));
  // The parents fail with what their children raised: who failed first and deepest is the cause.
  const parents = new Set(failed.map(({ parent }) => parent));
  const cause = failed.find(({ id }) => !parents.has(id));
  if (cause === undefined || isUnseen(cause.name, timeline) || isVerdict(cause, timeline)) return [];
  const at = endOf(cause);
  const cancelled = timeline.tasks.filter((task) => task.state === 'cancelled' && endOf(task) === at).length;
  const values = { name: names.told(cause), error: cause.error ?? '?', time: duration(at) };
  return [
    cancelled === 0
      ? say('timeline.note-failed', values)
      : say('timeline.note-failed-cancelled', { ...values, count: cancelled }),
  ];
}

/** What the runner ends a program with that waits for ever is no failure of the task that it comes up in. */
function isVerdict({ error }: TracedTask, { deadlock }: Timeline): boolean {
  return deadlock !== null && error === 'Deadlock';
}

/** The finding says it with the line. */
function isUnseen(name: string, { findings }: Timeline): boolean {
  return findings.some(({ kind, task }) => kind === 'exception_never_retrieved' && task === name);
}

const endOf = ({ end }: { readonly end: number | null }): number => end ?? Number.POSITIVE_INFINITY;

function findingText({ kind, line, task, ms }: TracedFinding, { names, say }: Making): readonly string[] {
  const name = task === null ? '?' : names.toldByName(task);
  const where = place(line, { say });
  switch (kind) {
    case 'never_awaited':
      return [say('timeline.note-never-awaited', { place: where })];
    case 'exception_never_retrieved':
      return [say('timeline.note-never-retrieved', { place: where, name })];
    case 'task_destroyed_pending':
      return [say('timeline.note-destroyed', { name })];
    case 'task_cancelled_at_exit':
      return [say('timeline.note-cancelled-at-exit', { name })];
    case 'cancel_swallowed':
      return [say('timeline.note-swallowed', { place: where, name })];
    case 'busy_polling':
      return [say('timeline.note-polling', { place: where, time: duration((ms ?? 0) * 1000) })];
    case 'loop_blocked':
    case 'deadlock':
      // Told from the trace, which knows more.
      return [];
  }
}
