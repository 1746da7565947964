import { execFile } from 'node:child_process';
import { delimiter, sep } from 'node:path';
import { promisify } from 'node:util';
import { findPrograms } from './find-program.ts';

/** An interpreter on this machine. */
export interface Python {
  /** The executable itself, never a shim that looks for one. */
  readonly path: string;
  /** The folder of the installation that its standard library is in. */
  readonly prefix: string;
  /** What a sandbox must see besides /usr for this interpreter to start. */
  readonly folders: readonly string[];
  readonly version: readonly [major: number, minor: number, patch: number];
  readonly hasAiohttp: boolean;
}

/** Where to look: `explicit` is a path the owner chose, and then the only one tried. */
export interface PythonSearch {
  readonly explicit?: string | undefined;
  /** As in PATH. */
  readonly searchPath: string;
}

/** An interpreter, or what to tell the owner. */
export type PythonFound =
  | { readonly kind: 'found'; readonly python: Python }
  | { readonly kind: 'missing'; readonly reason: string; readonly cure: string };

const NAMES = ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3'];
const OLDEST_MINOR = 11;
const PROBE_TIMEOUT_MS = 10_000;

/** The explicit interpreter, else the newest of at least 3.11; among equals the one that has aiohttp. */
export async function findPython(search: PythonSearch): Promise<PythonFound> {
  const [best] = await findUsablePythons(search);
  return best === undefined ? missing(search.explicit) : { kind: 'found', python: best };
}

/** The explicit interpreter, else all of at least 3.11, the better ones first. */
export async function findUsablePythons({ explicit, searchPath }: PythonSearch): Promise<readonly Python[]> {
  const candidates = explicit === undefined ? await candidatesOn(searchPath) : [explicit];
  const probed = await Promise.all(candidates.map((file) => probe(file, searchPath)));
  return probed
    .filter((python) => python !== null)
    .filter(isUsable)
    .toSorted(comparePythons);
}

/** Orders by version without the patch, then by aiohttp, then by patch: the better one first. */
export function comparePythons(one: Python, other: Python): number {
  return (
    other.version[0] - one.version[0] ||
    other.version[1] - one.version[1] ||
    Number(other.hasAiohttp) - Number(one.hasAiohttp) ||
    other.version[2] - one.version[2]
  );
}

async function candidatesOn(searchPath: string): Promise<readonly string[]> {
  const folders = [searchPath, '/usr/bin'].join(delimiter);
  const found = await Promise.all(NAMES.map(async (name) => findPrograms(name, folders)));
  return [...new Set(found.flat())];
}

// Asks the interpreter itself: a shim (pyenv) is a script that starts the real one, and only that one knows where it is.
const QUESTION = `
import importlib.util, json, os, sys
real = os.path.realpath(sys.executable)
apart = [] if real.startswith(sys.base_prefix + os.sep) else [os.path.dirname(real)]
print(json.dumps({
    "path": real if sys.prefix == sys.base_prefix else sys.executable,
    "prefix": sys.base_prefix, "folders": [sys.base_prefix, sys.prefix, *apart],
    "version": sys.version_info[:3], "hasAiohttp": importlib.util.find_spec("aiohttp") is not None,
}))`;

async function probe(file: string, searchPath: string): Promise<Python | null> {
  const options = { timeout: PROBE_TIMEOUT_MS, cwd: '/', env: { PATH: searchPath } };
  const asked = promisify(execFile)(file, ['-I', '-c', QUESTION], options);
  return asked.then(({ stdout }) => parsePython(JSON.parse(stdout))).catch(() => null);
}

// What QUESTION prints is ours; the interpreter may still be something else that was called python.
function parsePython(raw: unknown): Python | null {
  const fields = new Map<string, unknown>(typeof raw === 'object' && raw !== null ? Object.entries(raw) : []);
  const [own, prefix] = [fields.get('path'), fields.get('prefix')];
  const [major = Number.NaN, minor = Number.NaN, patch = Number.NaN] = listIn(fields, 'version').map(Number);
  if (typeof own !== 'string' || typeof prefix !== 'string' || Number.isNaN(patch)) return null;
  const folders = [...new Set(listIn(fields, 'folders').map(String))].filter((folder) => !isInside(folder, '/usr'));
  return {
    path: own,
    prefix,
    folders: withoutNested(folders),
    version: [major, minor, patch],
    hasAiohttp: fields.get('hasAiohttp') === true,
  };
}

function listIn(fields: ReadonlyMap<string, unknown>, name: string): readonly unknown[] {
  const value = fields.get(name);
  return Array.isArray(value) ? value : [];
}

function withoutNested(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isInside(folder, other)));
}

function isInside(folder: string, other: string): boolean {
  return folder === other || folder.startsWith(`${other}${sep}`);
}

// An installation spread over one of these would take it, with all it holds, into the sandbox.
const TOO_WIDE = new Set([
  '/',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/mnt',
  '/proc',
  '/root',
  '/run',
  '/srv',
  '/sys',
  '/tmp',
  '/var',
]);

function isUsable(python: Python): boolean {
  const [major, minor] = python.version;
  return major === 3 && minor >= OLDEST_MINOR && !python.folders.some((folder) => TOO_WIDE.has(folder));
}

function missing(explicit: string | undefined): PythonFound {
  const wanted = `Python 3.${OLDEST_MINOR} or newer`;
  return explicit === undefined
    ? { kind: 'missing', reason: `${wanted} was not found.`, cure: 'apt-get install python3' }
    : {
        kind: 'missing',
        reason: `PYTHON is ${explicit}, which is not a working ${wanted}.`,
        cure: `Set PYTHON to the path of ${wanted}, or leave it empty.`,
      };
}
