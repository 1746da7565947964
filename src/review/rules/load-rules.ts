import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node, Statement } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { waits } from './entry.ts';
import { numberOf, rangeOf } from './numbers.ts';
import type { Rule } from './rule.ts';

const heavy = 500_000;

/** A long computation in a coroutine, or in what it calls. */
export const cpuBoundInCoroutine: Rule = {
  name: 'cpu_bound_in_coroutine',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!definition.isAsync) continue;
      const nodes = model.own(definition);
      const [loop] = nodes.filter((node) => isHeavy(node, model));
      if (loop !== undefined) report(loop);
      for (const node of nodes)
        if (node.kind === 'call' && (isHeavyCall(node, model) || isDeepRecursion(node, model))) report(node);
    }
  },
};

/** It goes round very often, alone or with the loops around it, and never waits. */
export function isHeavy(node: Node, model: Model): boolean {
  if (node.kind !== 'for' && node.kind !== 'comprehension') return false;
  if (node.kind === 'for' && (node.isAsync || model.inside(node).some(waits))) return false;
  if (
    node.kind === 'comprehension' &&
    [node.element, ...model.inside(node)].some((one) => one.kind === 'await' || isScheduled(one, model))
  )
    return false;
  if (node.kind === 'for' && model.inside(node).some((one) => isScheduled(one, model))) return false;
  const clauses =
    node.kind === 'for'
      ? [node.iterable]
      : node.clauses.flatMap((one) => (one.kind === 'for-clause' ? [one.iterable] : []));
  const rounds = clauses.reduce((product, iterable) => product * (rangeOf(iterable, model) ?? 1), 1);
  const inner = node.kind === 'for' ? innerRounds(node, model) : 1;
  return rounds * inner >= heavy;
}

function innerRounds(node: Node, model: Model): number {
  return model
    .inside(node)
    .reduce(
      (most, one) => (one.kind === 'for' && !one.isAsync ? Math.max(most, rangeOf(one.iterable, model) ?? 1) : most),
      1,
    );
}

const isScheduled = (node: Node, model: Model) =>
  node.kind === 'call' && ['coroutine', 'task'].includes(model.typeOf(node).kind);

/** A plain function of the code with such a loop, or one that is known to take long. */
function isHeavyCall(call: Call, model: Model): boolean {
  if (/^(?:hashlib\.(?:pbkdf2_hmac|scrypt)|bcrypt\.hashpw|bcrypt\.checkpw)$/u.test(model.called(call) ?? ''))
    return true;
  const target = model.target(call);
  if (target?.kind !== 'function' || target.isAsync || model.isGenerator(target)) return false;
  return model.own(target).some((node) => isHeavy(node, model) || isHeavyByArgument(node, { target, call, model }));
}

interface Given {
  readonly target: FunctionDef;
  readonly call: Call;
  readonly model: Model;
}

/** `for i in range(n)` of a function that is called with a great n. */
function isHeavyByArgument(node: Node, { target, call, model }: Given): boolean {
  if (node.kind !== 'for' && node.kind !== 'for-clause') return false;
  const range = node.iterable;
  if (range.kind !== 'call' || model.called(range) !== 'builtins.range') return false;
  const names = range.args.flatMap(({ value }) => namesIn(value, model));
  const index = target.params.findIndex(({ name }) => names.includes(name));
  const given = index < 0 ? null : argument(call, index, target.params[index]?.name);
  return (numberOf(given, model) ?? 0) >= heavy;
}

const namesIn = (value: Expression, model: Model) =>
  model.within(value).flatMap((one) => (one.kind === 'name' ? [one.name] : []));

/** `fib(35)` of a function that calls itself twice. */
function isDeepRecursion(call: Call, model: Model): boolean {
  const target = model.target(call);
  if (target?.kind !== 'function' || target.isAsync) return false;
  const own = model.own(target).filter((node) => node.kind === 'call' && model.target(node) === target);
  return own.length >= 2 && (numberOf(argument(call, 0), model) ?? 0) >= 22;
}

const many = 500;

/** Thousands at once, with nothing that limits them. */
export const unboundedConcurrency: Rule = {
  name: 'unbounded_concurrency',
  check(model, report) {
    if (model.of('call').some((call) => limits.test(model.called(call) ?? ''))) return;
    for (const call of model.of('call')) {
      const path = model.called(call) ?? '';
      if (path === 'asyncio.gather' && gathersMany(call, model)) report(call);
      if (/^asyncio\.(?:create_task|TaskGroup\.create_task)$/u.test(path) && isMadeOften(call, model)) report(call);
    }
  },
};

function gathersMany({ args }: Call, model: Model): boolean {
  return args.some(({ value, spread }) => spread === '*' && isMany(value, model) && isRealWork(value, model));
}

/** A task that is made in a long loop. */
function isMadeOften(call: Call, model: Model): boolean {
  const loop = model.ancestors(call).find((node) => node.kind === 'for' || node.kind === 'comprehension');
  const type = model.typeOf(call);
  if (loop === undefined || type.kind !== 'task' || !waitsOutside(type.of, model)) return false;
  if (loop.kind === 'for') return isMany(loop.iterable, model);
  return loop.kind === 'comprehension' && isMany(loop, model);
}

const limits = /^asyncio\.(?:Semaphore|BoundedSemaphore|Queue)$|TCPConnector|Limits$|Limiter$/u;

const isMany = (value: Expression, model: Model) => (rangeOf(value, model) ?? 0) >= many;

/** Naps cost nothing: ten thousand of them are a fine demonstration. */
function isRealWork(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  if (type.kind !== 'plain') return false;
  const { element } = type;
  if (element.kind === 'coroutine' && element.of === null) return element.path !== 'asyncio.sleep';
  if (element.kind === 'coroutine' || element.kind === 'task') return waitsOutside(element.of, model);
  return element.kind === 'unknown';
}

function waitsOutside(definition: FunctionDef | null, model: Model): boolean {
  if (definition === null) return false;
  return model.own(definition).some((node) => {
    if (node.kind === 'with' && node.isAsync) return true;
    if (node.kind !== 'await' || node.value.kind !== 'call') return false;
    return model.called(node.value) !== 'asyncio.sleep';
  });
}

/** A new session, and new connections, for every request. */
export const sessionPerRequest: Rule = {
  name: 'session_per_request',
  check(model, report) {
    for (const call of model.of('call')) {
      if (!/^(?:aiohttp\.ClientSession|httpx\.AsyncClient)$/u.test(model.called(call) ?? '')) continue;
      const owner = model.owner(call);
      if (owner.kind !== 'function' || isGivenAway(call, model)) continue;
      const isInLoop = model
        .ancestors(call)
        .some((node) => (node.kind === 'for' || node.kind === 'while') && model.owner(node) === owner);
      if (isInLoop || (isRepeated(owner, model) && !hasLoop(owner, call, model))) report(call);
    }
  },
};

const isGivenAway = (call: Call, model: Model) => ['return', 'yield'].includes(model.parent(call)?.kind ?? '');

/** The function is called in a loop, or again and again. */
function isRepeated(owner: FunctionDef, model: Model): boolean {
  const calls = model.mentions(owner.name, owner).flatMap((name) => {
    const parent = model.parent(name);
    return parent?.kind === 'call' && parent.callee === name ? [parent] : [];
  });
  const isInLoop = (call: Call) =>
    model.ancestors(call).some((node) => node.kind === 'for' || node.kind === 'while' || node.kind === 'comprehension');
  return calls.some(isInLoop) || calls.length > 2;
}

/** It makes many requests with the one session. */
function hasLoop(owner: FunctionDef, call: Call, model: Model): boolean {
  return model
    .own(owner)
    .some((node) => node.start > call.end && (node.kind === 'for' || node.kind === 'comprehension'));
}

/** Asking again and again, where something could say when it is time. */
export const busyWaitPolling: Rule = {
  name: 'busy_wait_polling',
  check(model, report) {
    for (const loop of model.of('while')) {
      const owner = model.owner(loop);
      if (owner.kind !== 'function' || !owner.isAsync) continue;
      const body = loop.body.filter(
        (one) =>
          !(one.kind === 'expression' && one.value.kind === 'call' && model.called(one.value) === 'builtins.print'),
      );
      const rest = body.filter((one) => !isShortPause(one, model));
      if (rest.length === body.length && !body.every(isPass)) continue;
      const asked = rest.every(isPass) ? loop.test : questionIn(rest, loop);
      if (asked !== null && asksState(asked, model)) report(loop);
    }
  },
};

const isPass = (one: Statement) => one.kind === 'simple' && one.word === 'pass';

/** `while True:` around `if done: break`. */
function questionIn([only, ...others]: readonly Statement[], loop: { readonly test: Expression }): Expression | null {
  if (only?.kind !== 'if' || others.length > 0 || only.otherwise.length > 0 || loop.test.kind !== 'constant')
    return null;
  const leaves = only.body.some((one) => (one.kind === 'simple' && one.word === 'break') || one.kind === 'return');
  return leaves ? only.test : null;
}

/** The call itself, or the one await of a function of the code that does nothing else. */
function napIn(call: Call, model: Model): Call {
  const target = model.target(call);
  const [only, ...others] = target?.kind === 'function' ? target.body : [];
  const isNap = only?.kind === 'expression' && only.value.kind === 'await' && only.value.value.kind === 'call';
  return isNap && others.length === 0 ? only.value.value : call;
}

function isShortPause(node: Node, model: Model): boolean {
  if (node.kind !== 'expression' || node.value.kind !== 'await' || node.value.value.kind !== 'call') return false;
  const call = napIn(node.value.value, model);
  return model.called(call) === 'asyncio.sleep' && (numberOf(argument(call, 0, 'delay'), model) ?? Infinity) <= 0.5;
}

/** A flag, or a question that has an event of its own; not a file, a clock or a server. */
function asksState(test: Expression, model: Model): boolean {
  if (test.kind === 'constant') return false;
  const nodes = model.within(test);
  if (nodes.some(({ kind }) => kind === 'await')) return false;
  return nodes.every((node) => {
    if (node.kind !== 'call') return true;
    const name = node.callee.kind === 'attribute' ? node.callee.name : '';
    const path = model.called(node) ?? '';
    return /^(?:done|is_set|empty|full|locked|qsize)$/u.test(name) || /^builtins\.(?:len|any|all)$/u.test(path);
  });
}
