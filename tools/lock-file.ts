import { posix } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** What npm wrote into package-lock.json; keys of `packages` are paths such as `node_modules/a/node_modules/b`. */
export type LockFile = z.infer<typeof shape>;
type Packages = LockFile['packages'];

/** A file that fits is passed on as it is, so that all that npm wrote into it stays, and in npm's order. */
const lockSchema = z.custom<LockFile>(
  (raw) => shape.safeParse(raw).success,
  'expected a package-lock.json of version 3',
);

/** Reads the text of a package-lock.json; throws a ZodError when it is not one of version 3. */
export const parseLock = (text: string): LockFile => lockSchema.parse(JSON.parse(text));

/** The lock file with an entry for every platform's build, in npm's own order of keys. */
export function completeLock(lock: LockFile): LockFile {
  const packages = { ...lock.packages };
  for (const gap of gaps(packages)) {
    const top = `node_modules/${gap.name}`;
    packages[top in packages ? `${gap.parent}/${top}` : top] = platformEntry(gap);
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** What keeps the lock file from serving every npm and every machine, one sentence each; none when it is well. */
export function lockProblems(lock: LockFile, scriptsKnown: readonly string[]): readonly string[] {
  const entries = Object.entries(lock.packages);
  return [
    ...gaps(lock.packages).map((gap) => `${gap.name}@${gap.version} (for ${gap.parent}) is missing: run npm run lock`),
    ...entries
      .filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
      .map(([path]) => `${path} names the registry it came from: install with the .npmrc of this project`),
    ...entries
      .filter(([path, { hasInstallScript }]) => hasInstallScript === true && !scriptsKnown.includes(nameOf(path)))
      .map(([path]) => `${path} has an install script, and none runs here: see that it works without, then list it`),
  ];
}

interface Gap {
  readonly parent: string;
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

/** Optional builds for other machines that npm left out because its registry lacked them when it wrote the file. */
function gaps(packages: Packages): readonly Gap[] {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .map(([name, version]) => ({ parent, name, version, dev }))
      .filter((gap) => /^\d+\.\d+\.\d+/.test(gap.version) && isForOnePlatform(gap.name))
      .filter((gap) => found(packages, gap)?.version !== gap.version),
  );
}

/** What Node would load for the parent: its own copy, else the nearest one above it. */
function found(packages: Packages, { parent, name }: Gap): Packages[string] | undefined {
  for (let folder = posix.normalize(parent); ; folder = posix.dirname(folder)) {
    const entry = packages[posix.join(folder, 'node_modules', name)];
    if (entry !== undefined || folder === '.') return entry;
  }
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Reads os, cpu and libc off the name (`@x/binding-linux-arm64-musl`): nobody can ask a package that is not there. */
function platformEntry({ name, version, dev }: Gap): Packages[string] {
  const words = wordsOf(name);
  const cpu = words.filter((word) => processors.includes(word));
  const os = words.filter((word) => systems.includes(word));
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...libcOf(words),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

function libcOf(words: readonly string[]): { readonly libc?: readonly string[] } {
  if (words.some((word) => word.startsWith('musl'))) return { libc: ['musl'] };
  return words.includes('linux') && words.some((word) => word.startsWith('gnu')) ? { libc: ['glibc'] } : {};
}

const isForOnePlatform = (name: string): boolean =>
  wordsOf(name).some((word) => systems.includes(word) || processors.includes(word));

const wordsOf = (name: string): readonly string[] => name.replace(/^@[^/]+\//, '').split(/[-/]/);

const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '');
