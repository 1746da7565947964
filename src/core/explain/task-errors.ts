import type { Evidence } from './evidence.ts';
import { named } from './named.ts';
import type { PythonError } from './python-error.ts';
import { classOf, isRaisedIn, ownFrame } from './python-error.ts';
import type { Explanation, Raised, Recogniser } from './recogniser.ts';
import { recogniseError } from './recogniser.ts';

/** Errors of what runs coroutines: tasks, groups, gather, wait, time limits. */
export const taskErrors: readonly Recogniser[] = [
  recogniseError('not-a-coroutine', notACoroutine),
  recogniseError('wait-wants-tasks', ({ error, line }) =>
    error.type === 'TypeError' && error.message === 'Passing coroutines is forbidden, use tasks explicitly.'
      ? (say) => say('explain.wait-wants-tasks', { line })
      : null,
  ),
  recogniseError('gather-list', ({ error, line, source }) =>
    error.type === 'TypeError' &&
    /^unhashable type: '(?:list|set|dict)'$/u.test(error.message) &&
    isRaisedIn('asyncio/tasks.py', error) &&
    source.includes('gather(')
      ? (say) => say('explain.gather-list', { line })
      : null,
  ),
  recogniseError('timeout', timeOut),
  recogniseError('cancelled', ({ error, line }) =>
    error.type === 'asyncio.exceptions.CancelledError' ? (say) => say('explain.cancelled', { line }) : null,
  ),
  recogniseError('not-done', ({ error, line }) =>
    error.type === 'asyncio.exceptions.InvalidStateError' &&
    /^(?:Result|Exception) is not (?:set|ready)\.$/u.test(error.message)
      ? (say) => say('explain.not-done', { line })
      : null,
  ),
  taskGroup,
];

function notACoroutine({ error, line }: Raised): Explanation['tell'] | null {
  if (error.type !== 'TypeError' && error.type !== 'ValueError') return null;
  if (error.message === 'An asyncio.Future, a coroutine or an awaitable is required')
    return (say) => say('explain.not-a-coroutine', { line });
  const [, got] = /^a coroutine was expected, got (.+)$/u.exec(error.message) ?? [];
  if (got === undefined) return null;
  if (got === 'None') return (say) => say('explain.not-a-coroutine-none', { line });
  const [, name] = /^<(?:function|bound method) ([^\s>]+)/u.exec(got) ?? [];
  return name === undefined
    ? (say) => say('explain.not-a-coroutine', { line })
    : (say) => say('explain.not-a-coroutine-function', { line, name: named(name) });
}

/** A limit of asyncio's own: one that the program raises itself says what it means to say. */
function timeOut({ error, line }: Raised): Explanation['tell'] | null {
  if (!/^(?:asyncio\.exceptions\.)?TimeoutError$/u.test(error.type) || error.message !== '') return null;
  if (!isRaisedIn('asyncio/timeouts.py', error) && !isRaisedIn('asyncio/tasks.py', error)) return null;
  const waiting = error.after === null ? null : ownFrame(error.after);
  return waiting === null || waiting.line === line
    ? (say) => say('explain.timeout', { line })
    : (say) => say('explain.timeout-waiting', { line, waiting: waiting.line });
}

function taskGroup(evidence: Evidence): Explanation | null {
  return recogniseError('task-group', ({ error, line }) => {
    if (!error.message.startsWith('unhandled errors in a TaskGroup (') || error.leaves.length === 0) return null;
    const count = error.leaves.length;
    const told = [...Map.groupBy(error.leaves, placeOf)];
    return (say) => {
      const which = told.slice(0, mostTold).map(([, [leaf, ...others]]) => {
        const place = leaf === undefined ? null : ownFrame(leaf);
        const type = named(leaf === undefined ? '?' : classOf(leaf));
        const where = place === null ? `\`${type}\`` : say('explain.type-at', { type, line: place.line });
        return others.length === 0 ? where : say('timeline.times', { what: where, count: others.length + 1 });
      });
      const more = told.length > mostTold ? [...which, '…'] : which;
      return say('explain.task-group', { count, line, which: more.join(', ') });
    };
  })(evidence);
}

const mostTold = 3;

const placeOf = (error: PythonError): string => `${error.type} ${ownFrame(error)?.line}`;
