import { dirname, posix } from 'node:path';
import type { Room } from './rooms.ts';
import { rooms } from './rooms.ts';
import type { SourceFile } from './source-files.ts';
import { computed } from './source-files.ts';

/** An import that the map of rooms does not allow, and what to do about it. */
export interface Violation {
  readonly rule: 'room' | 'node' | 'package' | 'spelling' | 'missing' | 'computed' | 'unmapped';
  readonly file: string;
  readonly says: string;
}

/** Everything in these files that breaks the map; `files` are all files below src. (Circles are the linter's.) */
export function violations(files: readonly SourceFile[]): readonly Violation[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => violationsIn(file, paths));
}

/** The name of the room a file below src lives in, or undefined. */
export function roomOf(path: string): string | undefined {
  return Object.keys(rooms).find((room) => path === room || path.startsWith(`${room}/`));
}

function violationsIn(file: SourceFile, paths: ReadonlySet<string>): readonly Violation[] {
  const name = roomOf(file.path);
  const room = name === undefined ? undefined : rooms[name];
  if (name === undefined || room === undefined)
    return [
      {
        rule: 'unmapped',
        file: file.path,
        says: 'is in no room: add it to docs/architecture.md and rooms.ts, or move it',
      },
    ];
  return file.imports.flatMap((specifier) => {
    const found = judge(specifier, { path: file.path, name, room, paths });
    return found === undefined ? [] : [{ ...found, file: file.path }];
  });
}

interface Importer {
  readonly path: string;
  readonly name: string;
  readonly room: Room;
  readonly paths: ReadonlySet<string>;
}

type Finding = Omit<Violation, 'file'>;

function judge(specifier: string | typeof computed, importer: Importer): Finding | undefined {
  if (specifier === computed) return { rule: 'computed', says: 'imports what only runs can tell: name the file' };
  if (specifier.startsWith('node:')) return judgeNode(specifier, importer.room);
  const target = targetOf(specifier, importer.path);
  return target === undefined ? judgePackage(specifier, importer.room) : judgeFile(specifier, { ...importer, target });
}

function judgeNode(specifier: string, { node, remedy }: Room): Finding | undefined {
  const [module = ''] = specifier.slice('node:'.length).split('/');
  return node === 'any' || node.includes(module)
    ? undefined
    : { rule: 'node', says: `imports ${specifier}: ${remedy}` };
}

function judgePackage(specifier: string, { packages, remedy }: Room): Finding | undefined {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return packages === 'any' || packages.includes(name)
    ? undefined
    : {
        rule: 'package',
        says: `imports ${specifier}: ${remedy}; or, when this room is where it belongs, list it in rooms.ts`,
      };
}

function judgeFile(
  specifier: string,
  { target, name, room, paths }: Importer & { readonly target: string },
): Finding | undefined {
  if (!paths.has(target)) return { rule: 'missing', says: `imports ${specifier}: there is no src/${target}` };
  const other = roomOf(target);
  if (other === undefined || other === name)
    return specifier.startsWith('#')
      ? { rule: 'spelling', says: `imports ${specifier}: inside a room the path is relative` }
      : undefined;
  if (room.rooms !== 'any' && !room.rooms.includes(other))
    return { rule: 'room', says: `imports ${specifier}: ${room.remedy}` };
  const written = target.includes('/') ? `#${target}` : `#src/${target}`;
  return specifier === written
    ? undefined
    : { rule: 'spelling', says: `imports ${specifier}: into another room it is written ${written}` };
}

/** The file below src that is meant; undefined for a package. */
function targetOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.replace(/^#(src\/)?/, '');
  return specifier.startsWith('.') ? posix.join(dirname(importer), specifier) : undefined;
}
