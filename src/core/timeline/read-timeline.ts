import { field, items, lineNumber, name, oneOf, readEach, whole } from './raw.ts';
import type {
  BlockedBand,
  Change,
  DeadlockWait,
  Print,
  SharedThing,
  Timeline,
  TracedDeadlock,
  TracedFinding,
  TracedTask,
  TracedThread,
  Wait,
} from './timeline.ts';
import { findingKinds, sharedKinds, taskStates, waitKinds } from './timeline.ts';

/**
 * The trace of a run, from its result: an object with `timeline`, `findings` and `deadlock`. It comes from the learner's
 * process, so nothing in it is believed: what is no trace is null, what is wrong in one is left out or brought into
 * range, and however much there is, only so much is read.
 */
export function readTimeline(raw: unknown): Timeline | null {
  const trace = field(raw, 'timeline');
  const length = whole(field(trace, 'length'), longestUs);
  if (length === null || field(trace, 'version') !== 1) return null;
  const budget = { waits: most.waits, changes: most.changes };
  const tasks = readTasks(field(trace, 'tasks'), length, budget);
  const known = new Set(tasks.map(({ id }) => id));
  return {
    length,
    tasks,
    threads: readEach(items(field(trace, 'threads'), most.threads), (thread) => readThread(thread, length, budget)),
    blocked: readEach(items(field(trace, 'blocked'), most.bands), (band) => readBand(band, length, known)),
    shared: readEach(items(field(trace, 'lanes'), most.shared), (lane) => readShared(lane, length, budget)),
    prints: readEach(items(field(trace, 'output'), most.prints), (print) => readPrint(print, length)),
    findings: readEach(items(field(raw, 'findings'), most.findings), readFinding),
    deadlock: readDeadlock(field(raw, 'deadlock')),
    tasksLeftOut: whole(field(field(trace, 'truncated'), 'tasks'), mostCount) ?? 0,
  };
}

/** Two virtual days: one is the most that a program gets. */
const longestUs = 2 * 86_400_000_000;
const mostCount = 1_000_000;
const mostBytes = 1_000_000_000;

/** So much is read; the tracer keeps no more than this. */
const most = {
  tasks: 200,
  waits: 4000,
  bands: 500,
  threads: 20,
  shared: 50,
  changes: 1000,
  prints: 2000,
  findings: 50,
  deadlocked: 20,
  names: 200,
};

interface Budget {
  waits: number;
  changes: number;
}

/** Parents come before their children, so that no task can be its own ancestor. */
function readTasks(raw: unknown, length: number, budget: Budget): readonly TracedTask[] {
  const known = new Set<number>();
  return readEach(items(raw, most.tasks), (one) => {
    const task = readTask(one, length, budget);
    if (task === null || known.has(task.id)) return null;
    const isKnown = task.parent !== null && known.has(task.parent);
    known.add(task.id);
    return isKnown ? task : { ...task, parent: null };
  });
}

function readTask(raw: unknown, length: number, budget: Budget): TracedTask | null {
  const id = whole(field(raw, 'id'), mostCount);
  const start = whole(field(raw, 'start'), length);
  const state = oneOf(field(raw, 'state'), taskStates);
  if (id === null || start === null || state === null) return null;
  // Who is pending never ended, everyone else did.
  const end = state === 'pending' ? null : Math.max(start, whole(field(raw, 'end'), length) ?? length);
  const coroutine = name(field(raw, 'coroutine')) ?? '?';
  return {
    id,
    name: name(field(raw, 'name')) ?? coroutine,
    coroutine,
    parent: whole(field(raw, 'parent'), mostCount),
    line: lineNumber(field(raw, 'line')),
    start,
    end,
    state,
    error: state === 'failed' ? (name(field(raw, 'error')) ?? '?') : null,
    waits: readWaits(field(raw, 'spans'), { from: start, to: end ?? length }, budget),
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** In order of time, none reaching into the next, all inside the range. */
function readWaits(raw: unknown, range: Range, budget: Budget): readonly Wait[] {
  const waits = readEach(items(raw, budget.waits), (span) => readWait(span, range));
  budget.waits -= waits.length;
  let free = range.from;
  return waits
    .toSorted((one, other) => one.start - other.start)
    .map((wait) => {
      const start = Math.max(wait.start, free);
      free = Math.max(start, wait.end);
      return { ...wait, start, end: free };
    });
}

function readWait(raw: unknown, range: Range): Wait | null {
  const [rawKind, rawLine, rawStart, rawEnd, rawLabel, rawBy] = items(raw, 6);
  const kind = oneOf(rawKind, waitKinds);
  const start = whole(rawStart, range.to);
  const end = whole(rawEnd, range.to);
  if (kind === null || start === null || end === null || end < start || end < range.from) return null;
  return {
    kind,
    line: lineNumber(rawLine),
    start,
    end,
    label: name(rawLabel),
    by: whole(rawBy, mostCount),
  };
}

function readThread(raw: unknown, length: number, budget: Budget): TracedThread {
  return {
    name: name(field(raw, 'name')) ?? '?',
    waits: readWaits(field(raw, 'spans'), { from: 0, to: length }, budget),
  };
}

function readBand(raw: unknown, length: number, known: ReadonlySet<number>): BlockedBand | null {
  const start = whole(field(raw, 'start'), length);
  const end = whole(field(raw, 'end'), length);
  if (start === null || end === null || end <= start) return null;
  return {
    task: whole(field(raw, 'task'), mostCount),
    line: lineNumber(field(raw, 'line')),
    start,
    end,
    call: name(field(raw, 'call')),
    waiting: readEach(items(field(raw, 'waiting'), most.names), (id) => {
      const task = whole(id, mostCount);
      return task !== null && known.has(task) ? task : null;
    }),
  };
}

function readShared(raw: unknown, length: number, budget: Budget): SharedThing | null {
  const kind = oneOf(field(raw, 'kind'), sharedKinds);
  if (kind === null) return null;
  const changes = readEach(items(field(raw, 'changes'), budget.changes), (change) => readChange(change, length));
  budget.changes -= changes.length;
  return {
    kind,
    name: name(field(raw, 'name')) ?? '',
    line: lineNumber(field(raw, 'line')),
    changes: changes.toSorted((one, other) => one.at - other.at),
  };
}

function readChange(raw: unknown, length: number): Change | null {
  const [rawAt, rawValue, rawTask] = items(raw, 3);
  const at = whole(rawAt, length);
  const value = whole(rawValue, mostCount);
  return at === null || value === null ? null : { at, value, task: whole(rawTask, mostCount) };
}

function readPrint(raw: unknown, length: number): Print | null {
  const [rawAt, rawTask, , rawStream, rawFrom, rawTo] = items(raw, 6);
  const at = whole(rawAt, length);
  const from = whole(rawFrom, mostBytes);
  const to = whole(rawTo, mostBytes);
  if (at === null || from === null || to === null) return null;
  return { at, task: whole(rawTask, mostCount), stream: rawStream === 2 ? 'stderr' : 'stdout', from, to };
}

function readFinding(raw: unknown): TracedFinding | null {
  const kind = oneOf(field(raw, 'kind'), findingKinds);
  if (kind === null) return null;
  const ms = whole(field(raw, 'ms'), longestUs / 1000);
  return { kind, line: lineNumber(field(raw, 'line')), task: name(field(raw, 'task')), ms };
}

function readDeadlock(raw: unknown): TracedDeadlock | null {
  if (typeof raw !== 'object' || raw === null) return null;
  return {
    waits: readEach(items(field(raw, 'waits'), most.deadlocked), readDeadlockWait),
    ring: readEach(items(field(raw, 'ring'), most.deadlocked), name),
  };
}

function readDeadlockWait(raw: unknown): DeadlockWait | null {
  const who = name(field(raw, 'name'));
  if (who === null) return null;
  const object = name(field(raw, 'object'));
  const call = name(field(raw, 'call'));
  const awaits = readEach(items(field(raw, 'awaits'), most.deadlocked), name);
  return {
    name: who,
    line: lineNumber(field(raw, 'line')),
    what: awaits.length > 0 ? (call ?? object) : (object ?? call),
    kind: oneOf(field(raw, 'kind'), waitKinds),
    call,
    object,
    holders: readEach(items(field(raw, 'holders'), most.deadlocked), name),
    awaits,
  };
}
