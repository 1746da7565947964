import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { waits } from './entry.ts';

/** Whether a call waits for something outside, changes nothing that others look at, and could as well run beside its like. */
export function waitsOnOthers(call: Call, wants: 'result' | 'no-result', model: Model): boolean {
  const path = model.called(call);
  if (path !== null)
    return (
      /^(?:httpx\.AsyncClient\.(?:get|head)|aiohttp\.ClientSession\.(?:get|head)|asyncio\.to_thread)$/u.test(path) &&
      (path !== 'asyncio.to_thread' || wants === 'result')
    );
  // What a caller hands in may have to be called in turn.
  if (call.callee.kind === 'name' && model.given(call.callee).some(({ kind }) => kind === 'parameter')) return false;
  const target = model.target(call);
  const name = call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : '';
  if (inOrder.test(name)) return false;
  if (target?.kind === 'function') return target.isAsync && isPureWait(target, model, new Set());
  return wants === 'result' && asks.test(name) && !isMethodOfStream(call, model);
}

/** Names of work whose order matters. */
const inOrder =
  /^_*(?:send|put|write|save|insert|append|publish|log|push|emit|delete|remove|update|move|commit|rollback|migrate|set|connect|open|init|setup|login|auth\w*|acquire|start|begin|step|next|read|recv|receive|drain|close|stop|create|register|add|store|pay|charge|transfer|withdraw|deposit|deploy|build|install|say|type|speak|main|run|sleep|retry|pop|lock|unlock|produce|consume|worker|producer|consumer|notify|apply|patch|post|drop|reset|wait|join|test|demo|execute|enqueue|greet|print)(?:_|\d|$)/iu;

/** Names of questions. */
const asks =
  /^_*(?:fetch|get|load|query|download|request|find|lookup|search|count|list|ping|check|call|scrape|crawl|select|retrieve|resolve)(?:_|\d|$)/iu;

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
  return target?.kind !== 'function' || !target.isAsync || isPureWait(target, model, seen);
}
