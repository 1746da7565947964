import type { Model } from '../model/model.ts';
import { blocksOf } from '../syntax/blocks.ts';
import type { Await, Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { waits } from './entry.ts';
import { soleValue } from './sole-value.ts';

/** The call whose work an `await` waits for: also that of a task which was only just made. */
export function workOf({ value }: Await, model: Model): Call | null {
  const made = value.kind === 'name' ? soleValue(value, model) : value;
  if (made?.kind !== 'call') return null;
  if (!/^asyncio\.(?:loop\.)?(?:create_task|ensure_future)$/u.test(model.called(made) ?? ''))
    return value.kind === 'call' ? made : null;
  const isAtOnce = value.kind === 'call' || comesNext(made, value, model);
  const work = isAtOnce ? made.args[0]?.value : undefined;
  return work?.kind === 'call' ? work : null;
}

/** The statement that awaits the task is the next one. */
function comesNext(made: Call, name: Expression, model: Model): boolean {
  const [first, second] = [model.statement(made), model.statement(name)];
  const around = first === null ? null : model.parent(first);
  if (first === null || second === null || around === null) return false;
  const block = blocksOf(around).find((one) => one.includes(first)) ?? [];
  return block.indexOf(second) === block.indexOf(first) + 1;
}

/** Whether a call waits for something outside, changes nothing that others look at, and could as well run beside its like. */
export function waitsOnOthers(call: Call, wants: 'result' | 'no-result', model: Model): boolean {
  const path = model.called(call);
  if (path !== null) return isPureOfLibrary(path, wants);
  const target = model.target(call);
  const name = nameOf(call.callee);
  if (target?.kind === 'function') {
    if (inOrder.test(name) && !(wants === 'result' && onlyByName.test(name))) return false;
    return target.isAsync && isPureWait(target, model, new Set());
  }
  if (inOrder.test(name)) return false;
  return wants === 'result' && (asks.test(name) || isOfRemote(call, model)) && !isMethodOfStream(call, model);
}

const nameOf = (callee: Expression) => (callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '');

function isPureOfLibrary(path: string, wants: 'result' | 'no-result'): boolean {
  if (path === 'asyncio.to_thread') return wants === 'result';
  return /^(?:httpx\.AsyncClient\.(?:get|head)|aiohttp\.ClientSession\.(?:get|head))$/u.test(path);
}

/** Names of work whose order matters. */
const inOrder =
  /^_*(?:send|put|write|save|insert|append|publish|log|push|emit|delete|remove|update|move|commit|rollback|migrate|set|connect|open|init|setup|login|auth\w*|acquire|start|begin|step|next|read|recv|receive|drain|close|stop|create|register|add|store|pay|charge|transfer|withdraw|deposit|deploy|build|install|say|type|speak|main|run|sleep|retry|pop|lock|unlock|produce|consume|worker|producer|consumer|notify|apply|patch|post|drop|reset|wait|join|test|demo|execute|enqueue|greet|print)(?:_|\d|$)/iu;

/** Of these, what can be told from the function itself. */
const onlyByName = /^_*(?:read|receive|build|execute)(?:_|$)/iu;

/** Names of questions. */
const asks =
  /^_*(?:fetch|get|load|query|download|request|find|lookup|search|count|list|ping|check|call|scrape|crawl|select|retrieve|resolve)(?:_|\d|$)/iu;

/** `api.posts(user)`: what is asked of a client. */
const isOfRemote = ({ callee }: Call, model: Model) =>
  callee.kind === 'attribute' &&
  /(?:^|[._])(?:api|client|service|backend|gateway|remote)$/iu.test(model.textOf(callee.object));

/** Two reads of the same stream must come one after the other. */
function isMethodOfStream(call: Call, model: Model): boolean {
  if (call.callee.kind !== 'attribute') return false;
  return /stream|reader|queue|sock|conn|cursor|iter|ws|proc|file|lock|tx|trans|pubsub/iu.test(
    model.textOf(call.callee.object),
  );
}

/** It waits, and gives nothing to a place that others see. */
function isPureWait(definition: FunctionDef, model: Model, seen: Set<FunctionDef>): boolean {
  if (seen.has(definition)) return true;
  seen.add(definition);
  const nodes = model.own(definition);
  if (!nodes.some(waits) || nodes.some(({ kind }) => kind === 'yield')) return false;
  return nodes.every((node) => !changesShared(node, definition, model) && isPureCall(node, model, seen));
}

function changesShared(node: Node, definition: FunctionDef, model: Model): boolean {
  if (node.kind === 'simple') return node.word === 'global' || node.word === 'nonlocal' || node.word === 'del';
  if (node.kind === 'assign')
    return node.targets.some(
      (target) =>
        target.kind === 'attribute' || (target.kind === 'subscript' && !isLocal(target.object, definition, model)),
    );
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false;
  return mutators.test(node.callee.name) && !isLocal(node.callee.object, definition, model);
}

const mutators =
  /^(?:append|add|extend|update|insert|pop|remove|clear|put|put_nowait|get_nowait|set|set_result|send|send_json|write|execute|commit|post|delete|patch|acquire|release|task_done|cancel|create_task|write_text|write_bytes|discard|popleft|appendleft)$/u;

function isLocal(object: Node, definition: FunctionDef, model: Model): boolean {
  if (object.kind !== 'name') return false;
  return (
    model.scopes.home(object.name, object) === definition &&
    model.given(object).every(({ kind }) => kind !== 'parameter')
  );
}

function isPureCall(node: Node, model: Model, seen: Set<FunctionDef>): boolean {
  if (node.kind === 'with' && node.isAsync)
    return node.items.every(({ value }) => {
      const type = model.typeOf(value);
      return !(type.kind === 'object' && /^asyncio\.(?:Lock|Condition)$/u.test(type.path));
    });
  if (node.kind !== 'call') return true;
  const path = model.called(node) ?? '';
  if (/^asyncio\.(?:Queue|Lock|Event|Condition|StreamWriter|StreamReader)\./u.test(path) || path === 'builtins.input')
    return false;
  const target = model.target(node);
  if (target === null && isCallback(node.callee, model)) return false;
  return target?.kind !== 'function' || !target.isAsync || isPureWait(target, model, seen);
}

/** A function that was handed in: who knows what it tells to whom. */
const isCallback = (callee: Expression, model: Model) =>
  callee.kind === 'name' && model.given(callee).some(({ kind }) => kind === 'parameter');
