import { named } from './named.ts';
import type { Explanation, Raised, Recogniser } from './recogniser.ts';
import { recogniseError } from './recogniser.ts';

/** Errors of `with` and `for` where `async` is missing or one too many, and of locks given back too often. */
export const protocolErrors: readonly Recogniser[] = [
  recogniseError('with', plainWith),
  recogniseError('async-with', ({ error, line }) => {
    if (error.type !== 'TypeError') return null;
    const [, type] =
      /^'([^']+)' object does not support the asynchronous context manager protocol/u.exec(error.message) ?? [];
    return type === undefined ? null : (say) => say('explain.async-with', { line, type: short(type) });
  }),
  recogniseError('released-too-often', ({ error, line }) =>
    (error.type === 'ValueError' && error.message === 'BoundedSemaphore released too many times') ||
    (error.type === 'RuntimeError' && error.message === 'Lock is not acquired.')
      ? (say) => say('explain.released-too-often', { line })
      : null,
  ),
  recogniseError('async-for', asyncFor),
  recogniseError('for', ({ error, line }) =>
    error.type === 'TypeError' && error.message === "'async_generator' object is not iterable"
      ? (say) => say('explain.for', { line })
      : null,
  ),
];

/** Python says from 3.14 on that `async with` was meant; before, only names that are known tell it. */
function plainWith({ error, line }: Raised): Explanation['tell'] | null {
  if (error.type !== 'TypeError') return null;
  const [, type, rest = ''] =
    /^'([^']+)' object does not support the context manager protocol(.*)$/u.exec(error.message) ?? [];
  if (type === undefined) return null;
  const isKnown = asyncManagers.has(short(type)) || rest.includes("Did you mean to use 'async with'?");
  return isKnown ? (say) => say('explain.with', { line, type: short(type) }) : null;
}

/** Of asyncio, contextlib and aiohttp; threading's locks of the same names can be entered with plain `with`. */
const asyncManagers: ReadonlySet<string> = new Set([
  'Lock',
  'Semaphore',
  'BoundedSemaphore',
  'Condition',
  'TaskGroup',
  'Timeout',
  '_AsyncGeneratorContextManager',
  'ClientSession',
  '_RequestContextManager',
  '_SessionRequestContextManager',
]);

function asyncFor({ error, line }: Raised): Explanation['tell'] | null {
  if (error.type !== 'TypeError') return null;
  const [, type] = /^'async for' requires an object with __aiter__ method, got (\S+)$/u.exec(error.message) ?? [];
  if (type === undefined) return null;
  if (type === 'coroutine') return (say) => say('explain.async-for-coroutine', { line });
  return plainIterables.has(type)
    ? (say) => say('explain.async-for-plain', { line, type })
    : (say) => say('explain.async-for', { line, type: short(type) });
}

const plainIterables: ReadonlySet<string> = new Set(
  'list tuple dict set frozenset str bytes range generator enumerate zip map filter reversed dict_keys dict_values dict_items'.split(
    ' ',
  ),
);

/** Without the module. */
const short = (type: string): string => named(type.slice(type.lastIndexOf('.') + 1));
