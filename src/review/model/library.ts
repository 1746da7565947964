import type { Type } from './type.ts';
import { holding, none, unknown, value } from './type.ts';

/** What calling something of a library gives; null when it is not in the tables below. */
export function libraryCall(path: string): Type | null {
  const plain = aliases.get(path) ?? path;
  if (coroutines.has(plain)) return { kind: 'coroutine', of: null, path: plain, result: results[plain] ?? unknown };
  if (futures.has(plain)) return { kind: 'future', path: plain, result: unknown };
  if (tasks.has(plain)) return { kind: 'task', of: null, result: unknown };
  if (objects.has(plain)) return { kind: 'object', path: plain, made: null };
  if (generators.has(plain)) return { kind: 'async-generator', of: null };
  return results[plain] ?? (plains.has(plain) ? value : null);
}

/** Classes with `async with`, and calls that give such objects. */
export const asyncManagers: ReadonlySet<string> = words(`
  asyncio.Lock asyncio.Semaphore asyncio.BoundedSemaphore asyncio.Condition asyncio.TaskGroup asyncio.timeout
  asyncio.timeout_at contextlib.AsyncExitStack contextlib.aclosing aiohttp.ClientSession
  aiohttp.ClientSession.get aiohttp.ClientSession.post aiohttp.ClientSession.put aiohttp.ClientSession.delete
  aiohttp.ClientSession.patch aiohttp.ClientSession.head aiohttp.ClientSession.request aiohttp.ClientSession.ws_connect
  aiohttp.request httpx.AsyncClient httpx.AsyncClient.stream aiofiles.open asyncpg.create_pool asyncpg.Pool.acquire
  asyncpg.Connection.transaction aiosqlite.connect websockets.connect anyio.create_task_group anyio.Lock anyio.Semaphore
  asyncio.Server aiofiles.tempfile.TemporaryFile aiofiles.tempfile.NamedTemporaryFile aiofiles.tempfile.TemporaryDirectory
  async_timeout.timeout redis.asyncio.Redis.pipeline`);

/** Classes with `with` only. */
export const plainManagers: ReadonlySet<string> = words(`
  builtins.open threading.Lock threading.RLock threading.Semaphore threading.BoundedSemaphore threading.Condition
  concurrent.futures.ThreadPoolExecutor concurrent.futures.ProcessPoolExecutor contextlib.suppress contextlib.ExitStack
  contextlib.closing contextlib.redirect_stdout requests.Session requests.get requests.post
  httpx.Client tempfile.TemporaryDirectory tempfile.NamedTemporaryFile tempfile.TemporaryFile asyncio.Runner zipfile.ZipFile
  tarfile.open sqlite3.connect multiprocessing.Pool socket.socket urllib.request.urlopen warnings.catch_warnings
  decimal.localcontext psycopg2.connect unittest.mock.patch multiprocessing.Lock pathlib.Path.open`);

/** Classes and calls that give something for `async for` only. */
export const asyncIterables: ReadonlySet<string> = words(`
  asyncio.StreamReader websockets.connect aiohttp.StreamReader aiohttp.ClientSession.ws_connect`);

const coroutines = words(`
  asyncio.sleep asyncio.wait asyncio.wait_for asyncio.to_thread asyncio.open_connection asyncio.start_server
  asyncio.open_unix_connection asyncio.start_unix_server asyncio.create_subprocess_exec asyncio.create_subprocess_shell
  asyncio.Queue.get asyncio.Queue.put asyncio.Queue.join asyncio.Lock.acquire asyncio.Semaphore.acquire asyncio.Event.wait
  asyncio.Condition.acquire asyncio.Condition.wait asyncio.Condition.wait_for asyncio.Barrier.wait asyncio.StreamReader.read
  asyncio.StreamReader.readline asyncio.StreamReader.readexactly asyncio.StreamReader.readuntil asyncio.StreamWriter.drain
  asyncio.StreamWriter.wait_closed asyncio.Process.wait asyncio.Process.communicate asyncio.Server.serve_forever
  asyncio.Server.wait_closed asyncio.Server.start_serving asyncio.loop.sock_recv asyncio.loop.sock_sendall
  asyncio.loop.sock_connect asyncio.loop.sock_accept asyncio.loop.create_connection asyncio.loop.create_server
  asyncio.loop.create_datagram_endpoint asyncio.loop.getaddrinfo asyncio.loop.shutdown_asyncgens
  asyncio.loop.shutdown_default_executor aiohttp.ClientSession.close aiohttp.ClientResponse.text aiohttp.ClientResponse.json
  aiohttp.ClientResponse.read httpx.AsyncClient.get httpx.AsyncClient.post httpx.AsyncClient.put httpx.AsyncClient.delete
  httpx.AsyncClient.patch httpx.AsyncClient.head httpx.AsyncClient.request httpx.AsyncClient.aclose asyncpg.connect
  asyncpg.Connection.fetch asyncpg.Connection.fetchrow asyncpg.Connection.fetchval asyncpg.Connection.execute
  asyncpg.Connection.close asyncpg.Pool.fetch asyncpg.Pool.fetchrow asyncpg.Pool.fetchval asyncpg.Pool.execute
  asyncpg.Pool.close aiofiles.File.read aiofiles.File.write aiofiles.File.readline aiofiles.File.readlines
  aiofiles.File.close anyio.sleep trio.sleep contextlib.AsyncExitStack.enter_async_context contextlib.AsyncExitStack.aclose
  builtins.anext`);

const futures = words(`
  asyncio.gather asyncio.shield asyncio.wrap_future asyncio.loop.run_in_executor asyncio.loop.create_future asyncio.Future`);

const tasks = words(
  'asyncio.create_task asyncio.ensure_future asyncio.loop.create_task asyncio.TaskGroup.create_task asyncio.Task asyncio.current_task',
);

const objects = words(`
  asyncio.Lock asyncio.Semaphore asyncio.BoundedSemaphore asyncio.Condition asyncio.Event asyncio.Barrier asyncio.Queue
  asyncio.TaskGroup asyncio.timeout asyncio.timeout_at asyncio.Runner asyncio.loop asyncio.as_completed threading.Lock threading.RLock
  threading.Semaphore threading.BoundedSemaphore threading.Condition threading.Event threading.Thread threading.Barrier
  threading.Timer queue.Queue queue.SimpleQueue multiprocessing.Queue multiprocessing.Process multiprocessing.Pool
  concurrent.futures.ThreadPoolExecutor concurrent.futures.ProcessPoolExecutor concurrent.futures.Future
  concurrent.futures.Executor.submit asyncio.run_coroutine_threadsafe threading.local subprocess.Popen aiohttp.ClientSession aiohttp.ClientSession.get
  aiohttp.ClientSession.post aiohttp.ClientSession.put aiohttp.ClientSession.delete aiohttp.ClientSession.patch
  aiohttp.ClientSession.head aiohttp.ClientSession.request aiohttp.request httpx.AsyncClient httpx.AsyncClient.stream
  httpx.Client requests.Session requests.get requests.post requests.put requests.delete requests.request socket.socket
  sqlite3.connect sqlite3.Connection.cursor sqlite3.Connection.execute psycopg2.connect psycopg2.Connection.cursor
  pymysql.connect pymysql.Connection.cursor pymongo.MongoClient redis.Redis redis.StrictRedis redis.asyncio.Redis aiofiles.open asyncpg.create_pool
  asyncpg.Pool.acquire aiosqlite.connect pathlib.Path builtins.open smtplib.SMTP smtplib.SMTP_SSL ftplib.FTP
  paramiko.SSHClient contextlib.AsyncExitStack contextlib.ExitStack contextlib.aclosing contextlib.suppress
  http.client.HTTPConnection http.client.HTTPSConnection urllib.request.urlopen telnetlib.Telnet imaplib.IMAP4_SSL
  tempfile.TemporaryDirectory contextlib.closing mysql.connector.connect anyio.create_task_group
  sqlalchemy.create_engine sqlalchemy.orm.Session websockets.connect aiohttp.TCPConnector aiohttp.ClientTimeout`);

const generators = words(
  'aiohttp.ClientResponse.content.iter_chunked aiohttp.StreamReader.iter_chunked httpx.Response.aiter_bytes httpx.Response.aiter_lines httpx.Response.aiter_text',
);

/** Calls whose value is plain, whatever they are given. */
const plains = words(`
  time.time time.perf_counter time.monotonic builtins.len builtins.str builtins.int builtins.float builtins.repr
  builtins.sum builtins.abs builtins.round builtins.range builtins.input builtins.bool builtins.isinstance builtins.format
  builtins.hash builtins.id builtins.ord builtins.chr builtins.enumerate builtins.zip builtins.bytes random.random random.randint random.uniform json.dumps json.loads
  os.getpid os.path.join os.path.exists asyncio.loop.time asyncio.Queue.qsize asyncio.Queue.empty asyncio.Queue.full
  asyncio.Lock.locked asyncio.Event.is_set builtins.dict`);

const results: Readonly<Record<string, Type>> = {
  'asyncio.sleep': none,
  'asyncio.Queue.put': none,
  'asyncio.Queue.join': none,
  'asyncio.Event.wait': value,
  'asyncio.Lock.acquire': value,
  'asyncio.Semaphore.acquire': value,
  'asyncio.wait': {
    kind: 'plain',
    of: 'tuple',
    element: unknown,
    parts: [
      holding('set', { kind: 'task', of: null, result: unknown }),
      holding('set', { kind: 'task', of: null, result: unknown }),
    ],
  },
  'asyncio.open_connection': {
    kind: 'plain',
    of: 'tuple',
    element: unknown,
    parts: [
      { kind: 'object', path: 'asyncio.StreamReader', made: null },
      { kind: 'object', path: 'asyncio.StreamWriter', made: null },
    ],
  },
  'asyncio.start_server': { kind: 'object', path: 'asyncio.Server', made: null },
  'asyncio.create_subprocess_exec': { kind: 'object', path: 'asyncio.Process', made: null },
  'asyncio.create_subprocess_shell': { kind: 'object', path: 'asyncio.Process', made: null },
  'asyncpg.connect': { kind: 'object', path: 'asyncpg.Connection', made: null },
  'httpx.AsyncClient.get': { kind: 'object', path: 'httpx.Response', made: null },
  'httpx.AsyncClient.post': { kind: 'object', path: 'httpx.Response', made: null },
  'aiohttp.ClientResponse.text': value,
  'aiohttp.ClientResponse.json': value,
  'asyncio.all_tasks': holding('set', { kind: 'task', of: null, result: unknown }),
  'builtins.print': none,
  'time.sleep': none,
  'asyncio.Queue.put_nowait': none,
  'asyncio.Queue.task_done': none,
  'asyncio.Event.set': none,
  'asyncio.Event.clear': none,
  'asyncio.Lock.release': none,
  'asyncio.Semaphore.release': none,
  'asyncio.StreamWriter.write': none,
  'asyncio.StreamWriter.close': none,
};

/** What `as` gets in `with` of such an object, when it is another one. */
export const entered: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'get post put delete patch head request'
      .split(' ')
      .map((word) => [`aiohttp.ClientSession.${word}`, 'aiohttp.ClientResponse']),
  ),
  'aiohttp.request': 'aiohttp.ClientResponse',
  'httpx.AsyncClient.stream': 'httpx.Response',
  'aiofiles.open': 'aiofiles.File',
  'asyncpg.create_pool': 'asyncpg.Pool',
  'asyncpg.Pool.acquire': 'asyncpg.Connection',
};

/** Other ways to say the same. */
export const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'asyncio.get_running_loop': 'asyncio.loop',
    'asyncio.get_event_loop': 'asyncio.loop',
    'asyncio.new_event_loop': 'asyncio.loop',
    'asyncio.Runner.get_loop': 'asyncio.loop',
    'asyncio.PriorityQueue': 'asyncio.Queue',
    'asyncio.LifoQueue': 'asyncio.Queue',
    'queue.PriorityQueue': 'queue.Queue',
    'queue.LifoQueue': 'queue.Queue',
    'concurrent.futures.ThreadPoolExecutor.submit': 'concurrent.futures.Executor.submit',
    'concurrent.futures.ProcessPoolExecutor.submit': 'concurrent.futures.Executor.submit',
  }),
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u));
}
