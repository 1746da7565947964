import { named } from './named.ts';
import type { PythonError } from './python-error.ts';
import { classOf } from './python-error.ts';
import type { Explanation, Raised, Recogniser } from './recogniser.ts';
import { recogniseError } from './recogniser.ts';

/** Errors of what there is not where learners' programs run: a network, other people's libraries, a keyboard. */
export const sandboxErrors: readonly Recogniser[] = [
  recogniseError('nobody-listens', ({ error, line }) =>
    isOfNetwork(error) && chainOf(error).some(isRefused) ? (say) => say('explain.nobody-listens', { line }) : null,
  ),
  recogniseError('no-network', ({ error, line }) =>
    isOfNetwork(error) && chainOf(error).some(isUnreachable) ? (say) => say('explain.no-network', { line }) : null,
  ),
  recogniseError('no-module', noModule),
  recogniseError('no-input', ({ error, line }) =>
    error.type === 'EOFError' && error.message === 'EOF when reading a line'
      ? (say) => say('explain.no-input', { line })
      : null,
  ),
];

function chainOf(error: PythonError): readonly PythonError[] {
  const chain: PythonError[] = [];
  for (let one: PythonError | null = error; one !== null; one = one.after) chain.push(one);
  return chain;
}

const isRefused = ({ type, message }: PythonError): boolean =>
  type === 'ConnectionRefusedError' && /^\[Errno \d+\]/u.test(message);

/** What Python and the clients that people use raise when they cannot connect. */
function isOfNetwork(error: PythonError): boolean {
  return /^(?:gaierror|URLError|OSError|Connect(?:ion|ionRefused)?Error|ClientConnector\w*Error)$/u.test(
    classOf(error),
  );
}

const isUnreachable = ({ message }: PythonError): boolean =>
  /Name or service not known|Temporary failure in name resolution|No address associated with hostname|Network is unreachable/u.test(
    message,
  );

function noModule({ error, line }: Raised): Explanation['tell'] | null {
  const [, name] = /^No module named '([^']+)'/u.exec(error.message) ?? [];
  if (error.type !== 'ModuleNotFoundError' || name === undefined) return null;
  const values = { line, name: named(name) };
  const [whole = ''] = name.split('.');
  if (whole === 'aiohttp') return (say) => say('explain.no-aiohttp', { line });
  return httpClients.has(whole)
    ? (say) => say('explain.no-http-client', values)
    : (say) => say('explain.no-module', values);
}

const httpClients: ReadonlySet<string> = new Set(['requests', 'httpx', 'httpx2', 'urllib3']);
