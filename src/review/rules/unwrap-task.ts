import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import { positional } from './arguments.ts';
import { soleValue } from './sole-value.ts';

/** The call that is waited for: a task that is made only to be awaited is no more than its coroutine. */
export function callAwaited(value: Expression, model: Model): Call | null {
  const made = value.kind === 'name' ? soleValue(value, model) : value;
  if (made?.kind !== 'call') return null;
  if (!/^asyncio\.(?:create_task|ensure_future)$/u.test(model.called(made) ?? ''))
    return value.kind === 'call' ? made : null;
  const [given] = positional(made);
  return given?.value.kind === 'call' && given.spread === '' ? given.value : null;
}
