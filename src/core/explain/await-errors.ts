import type { Evidence, Finding } from './evidence.ts';
import { named } from './named.ts';
import type { PythonError } from './python-error.ts';
import type { Explanation, Raised, Recogniser } from './recogniser.ts';
import { recogniseError } from './recogniser.ts';

/** Errors about `await` itself: where it stands, what stands behind it, and where it is missing. */
export const awaitErrors: readonly Recogniser[] = [
  recogniseError('await-outside', awaitOutside),
  recogniseError('not-awaitable', notAwaitable),
  recogniseError('awaited-twice', ({ error, line }) =>
    error.type === 'RuntimeError' && error.message === 'cannot reuse already awaited coroutine'
      ? (say) => say('explain.awaited-twice', { line })
      : null,
  ),
  coroutineUsed,
];

function awaitOutside({ error, line }: Raised): Explanation['tell'] | null {
  if (error.type !== 'SyntaxError') return null;
  const [, word, where] = /^'(await|async for|async with)' outside (async )?function$/u.exec(error.message) ?? [];
  if (word === undefined) {
    return error.message === 'asynchronous comprehension outside of an asynchronous function'
      ? (say) => say('explain.await-in-def', { word: 'async for', line })
      : null;
  }
  return where === undefined
    ? (say) => say('explain.await-outside', { word, line })
    : (say) => say('explain.await-in-def', { word, line });
}

function notAwaitable({ error, line }: Raised): Explanation['tell'] | null {
  const type = error.type === 'TypeError' ? typeAwaited(error.message) : null;
  switch (type) {
    case null:
      return null;
    case 'NoneType':
      return (say) => say('explain.awaits-none', { line });
    case 'function':
    case 'method':
    case 'builtin_function_or_method':
      return (say) => say('explain.awaits-function', { line });
    case 'list':
    case 'tuple':
    case 'set':
      return (say) => say('explain.awaits-list', { line, type });
    case 'async_generator':
      return (say) => say('explain.awaits-generator', { line });
    default:
      return (say) => say('explain.awaits-value', { line, type: named(type) });
  }
}

/** Worded otherwise from Python 3.14 on. */
function typeAwaited(message: string): string | null {
  const [, old, since314] =
    /^(?:object (\S+) can't be used in 'await' expression|'(\S+)' object can't be awaited)$/u.exec(message) ?? [];
  return old ?? since314 ?? null;
}

/** Whatever else one does with a coroutine object than await it. */
function coroutineUsed(evidence: Evidence): Explanation | null {
  const see = recogniseError('coroutine-used', ({ error, line }) => {
    if (!isAboutCoroutine(error)) return null;
    const [forgotten, ...others] = evidence.findings.filter(({ kind }) => kind === 'never_awaited');
    if (forgotten === undefined || others.length > 0) return (say) => say('explain.coroutine-used', { line });
    const name = coroutineOf(forgotten);
    if (name === null || forgotten.line === null) return (say) => say('explain.coroutine-used', { line });
    const values = { name, line, made: forgotten.line };
    return values.made === line
      ? (say) => say('explain.coroutine-used-here', { name, line })
      : (say) => say('explain.coroutine-used-made', values);
  });
  const seen = see(evidence);
  // Which of several coroutines it was cannot be told, but each of them lacks its await.
  return seen && { ...seen, covers: evidence.findings.filter(({ kind }) => kind === 'never_awaited') };
}

function isAboutCoroutine({ type, message }: PythonError): boolean {
  if (type !== 'TypeError' && type !== 'AttributeError') return false;
  return /['"]coroutine['"]|(?:type|not|non-iterable) coroutine(?: |$)|, coroutine found$/u.test(message);
}

/** The name of the coroutine that a finding is about: its message begins with the call. */
export function coroutineOf({ message }: Finding): string | null {
  const [, name] = /^([^\s()]+)\(\) was /u.exec(message) ?? [];
  return name === undefined ? null : named(name);
}
