import type { Name } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { Scopes } from './scopes.ts';

/** What a name stands for that the code never gives: a builtin, a module whose import was not pasted, or part of one imported by `*`. */
export function implicitPath(node: Name, scopes: Scopes, facts: Facts): string | null {
  if (builtins.has(node.name)) return `builtins.${node.name}`;
  if (modules.has(node.name)) return isUsedAsModule(node, facts.parent(node)) ? node.name : null;
  const star = scopes.stars.find((module) => members[module]?.has(node.name) === true);
  return star === undefined ? null : `${star}.${node.name}`;
}

/** `queue.get()` is somebody's queue; `queue.Queue()` is the module. */
function isUsedAsModule(node: Name, parent: Node | null): boolean {
  if (!ambiguous.has(node.name)) return true;
  return parent?.kind === 'attribute' && parent.object === node && /^[A-Z]/u.test(parent.name);
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const builtins = set(
  'open input print len range list dict set tuple str int float bool sum sorted min max any all map filter zip enumerate isinstance repr iter next aiter anext type Exception BaseException TimeoutError KeyboardInterrupt ValueError ExceptionGroup BaseExceptionGroup StopIteration StopAsyncIteration OSError ConnectionError RuntimeError bytes super object format abs round reversed hash id ord chr staticmethod classmethod',
);

const modules = set(
  'asyncio time requests urllib aiohttp httpx threading queue subprocess os socket sqlite3 contextlib functools concurrent pathlib psycopg2 pymysql pymongo redis smtplib ftplib paramiko aiofiles asyncpg random json shutil multiprocessing itertools',
);

const ambiguous = set('queue redis socket');

/** What people use unqualified after `from asyncio import *`. */
const members: Readonly<Record<string, ReadonlySet<string>>> = {
  asyncio: set(
    'run sleep gather create_task wait wait_for as_completed Queue Lock Semaphore Event TaskGroup timeout to_thread ensure_future shield CancelledError get_running_loop get_event_loop new_event_loop',
  ),
  time: set('sleep time perf_counter'),
};
