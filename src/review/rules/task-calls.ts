import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';

/** `create_task(...)` and `ensure_future(...)`; a TaskGroup keeps its tasks itself. */
export function isTaskCall(call: Call, model: Model): boolean {
  return /^asyncio\.(?:create_task|ensure_future|loop\.create_task)$/u.test(model.called(call) ?? '');
}

/** All such calls. */
export function taskCalls(model: Model): readonly Call[] {
  return model.of('call').filter((call) => isTaskCall(call, model));
}
