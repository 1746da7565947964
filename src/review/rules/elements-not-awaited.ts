import type { Model } from '../model/model.ts';
import type { Name } from '../syntax/expressions.ts';
import type { Rule } from './rule.ts';
import { useOf } from './use.ts';

/** `for result in coroutines: print(result)`: each one is used as if it were its result. */
export const elementsNotAwaited: Rule = {
  name: 'coroutine_not_awaited',
  check(model, report) {
    for (const loop of [...model.of('for'), ...model.of('for-clause')]) {
      if (loop.isAsync || loop.target.kind !== 'name') continue;
      const name = loop.target;
      const reads = model.mentions(name.name, name).filter((one) => one !== name && within(one, loop, model));
      const [first] = reads;
      if (first === undefined || !isPlainCoroutine(first, model)) continue;
      if (useOf(first, model).kind === 'value' && !reads.some((one) => useOf(one, model).kind === 'awaited'))
        report(first);
    }
  },
};

function isPlainCoroutine(name: Name, model: Model): boolean {
  const type = model.typeOf(name);
  return type.kind === 'coroutine' && type.path !== 'asyncio.as_completed';
}

function within(name: Name, loop: ReturnType<Model['of']>[number], model: Model): boolean {
  const around = loop.kind === 'for-clause' ? model.parent(loop) : loop;
  return around !== null && model.ancestors(name).includes(around);
}
