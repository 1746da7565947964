import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import { argument, hasKey } from './arguments.ts';

/** The rule that a call breaks when the loop's thread makes it; null when it does not block. */
export function blockingName(call: Call, model: Model): string | null {
  if (model.parent(call)?.kind === 'await') return null;
  const path = model.called(call);
  if (path === null) return fileMethod(call);
  const [name] = Object.entries(families).find(([, pattern]) => pattern.test(path)) ?? [null];
  if (name === null) return path.startsWith('aiofiles') || path.startsWith('anyio') ? null : fileMethod(call);
  return isExempt(name, call, { path, model }) ? null : name;
}

const verbs = '(?:get|post|put|delete|patch|head|options|request|send)';

const families: Readonly<Record<string, RegExp>> = {
  blocking_sleep: /^time\.sleep$/u,
  blocking_http_call: new RegExp(
    `^(?:requests\\.${verbs}|requests\\.(?:Session|session)\\.${verbs}|urllib\\.request\\.(?:urlopen|urlretrieve)|http\\.client\\.HTTPS?Connection\\.(?:request|getresponse)|httpx\\.(?:${verbs}|stream)|httpx\\.Client\\.${verbs}|urllib3\\.(?:request|PoolManager\\.request))$`,
    'u',
  ),
  blocking_network_call:
    /^(?:socket\.(?:create_connection|gethostbyname|getaddrinfo|gethostbyaddr)|socket\.socket\.(?:connect|recv|recvfrom|send|sendall|accept)|socket\.create_connection\.(?:recv|send|sendall)|smtplib\.SMTP(?:_SSL)?(?:\.(?:sendmail|send_message|login|connect|starttls))?|ftplib\.FTP(?:_TLS)?(?:\.\w+)?|paramiko\.SSHClient\.(?:connect|exec_command|open_sftp)|imaplib\.IMAP4(?:_SSL)?(?:\.\w+)?|poplib\.POP3(?:_SSL)?|telnetlib\.Telnet(?:\.\w+)?|boto3\.(?:client|resource)\.\w+)$/u,
  blocking_subprocess:
    /^(?:subprocess\.(?:run|call|check_call|check_output|getoutput|getstatusoutput)|subprocess\.Popen\.(?:wait|communicate)|os\.(?:system|popen|wait|waitpid))$/u,
  blocking_file_io:
    /^(?:builtins\.open|io\.open|codecs\.open|gzip\.open|zipfile\.ZipFile|pathlib\.Path\.(?:open|read_text|read_bytes|write_text|write_bytes)|builtins\.open\.(?:read|write|readlines|readline|writelines)|shutil\.(?:copy|copy2|copyfile|copytree|move|rmtree|copyfileobj|make_archive))$/u,
  blocking_input: /^(?:builtins\.input|getpass\.getpass|sys\.stdin\.read(?:line|lines)?)$/u,
  blocking_db_call:
    /^(?:sqlite3\.connect(?:\.(?:execute|executemany|executescript|commit|cursor\.\w+))?|sqlite3\.Connection\.(?:cursor\.)?(?:execute|executemany|executescript|commit|fetchall|fetchone)(?:\.fetch\w+)?|(?:psycopg2|psycopg|pymysql|MySQLdb|mysql\.connector|pyodbc|cx_Oracle|oracledb)\.connect(?:\.(?:commit|execute|cursor\.\w+))?|psycopg2\.Connection\.cursor\.\w+|pymysql\.Connection\.cursor\.\w+|redis\.(?:Redis|StrictRedis|from_url|Redis\.from_url)\.\w+|pymongo\.MongoClient\.\w+(?:\.\w+)*\.(?:find_one|find|insert_one|insert_many|update_one|update_many|delete_one|delete_many|aggregate|count_documents))$/u,
  blocking_wait_on_thread:
    /^(?:concurrent\.futures\.Executor\.submit\.(?:result|exception)|concurrent\.futures\.Future\.(?:result|exception)|concurrent\.futures\.wait|asyncio\.run_coroutine_threadsafe\.(?:result|exception)|threading\.(?:Thread|Timer)\.join|threading\.(?:Event|Condition|Barrier)\.wait|multiprocessing\.(?:Process|Pool)\.(?:join|map|starmap|apply))$/u,
  sync_queue_in_async: /^(?:queue\.(?:Queue|SimpleQueue)|multiprocessing\.Queue)\.(?:get|put|join)$/u,
};

/** Told by its name alone: no other object has such methods. */
function fileMethod(call: Call): string | null {
  if (call.callee.kind !== 'attribute') return null;
  return /^(?:read_text|write_text|read_bytes|write_bytes)$/u.test(call.callee.name) ? 'blocking_file_io' : null;
}

interface Place {
  readonly path: string;
  readonly model: Model;
}

function isExempt(name: string, call: Call, { path, model }: Place): boolean {
  if (name === 'sync_queue_in_async') return !waits(call, { path, model });
  if (path.startsWith('socket.socket.'))
    return hasCall(model, (other) => other.callee.kind === 'attribute' && other.callee.name === 'setblocking');
  if (path.startsWith('builtins.open.')) {
    const owner = model.owner(call);
    return hasCall(model, (other) => model.owner(other) === owner && model.called(other) === 'builtins.open');
  }
  return name === 'blocking_db_call' && path.startsWith('redis.asyncio');
}

const hasCall = (model: Model, test: (call: Call) => boolean) => model.of('call').some(test);

/** `get(False)` and `get(block=False)` do not wait; a queue without a bound takes whatever is put. */
function waits(call: Call, { path, model }: Place): boolean {
  if (path.endsWith('.put')) return isBounded(call, model) && !isNo(argument(call, 1, 'block'));
  return !isNo(argument(call, 0, 'block')) || (hasKey(call, 'timeout') && !hasKey(call, 'block'));
}

const isNo = (value: ReturnType<typeof argument>) => value?.kind === 'constant' && value.of === 'false';

function isBounded(call: Call, model: Model): boolean {
  const queue = call.callee.kind === 'attribute' ? model.typeOf(call.callee.object) : null;
  return queue?.kind !== 'object' || queue.made?.kind !== 'call' || queue.made.args.length > 0;
}
