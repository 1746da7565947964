import { chmod, readFile, rename, writeFile } from 'node:fs/promises';

/** Puts settings into a `.env` file, readable by its owner alone; other lines stay as they are. */
export async function writeSettings(file: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const temporary = `${file}.new`;
  // Whole or not at all: what stands in the old one may be the only copy of a token.
  await writeFile(temporary, withSettings(before, settings), { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, file);
}

/** The text of a `.env` file with these settings; each stands where it stood, or at the end. */
export function withSettings(before: string, settings: Readonly<Record<string, string>>): string {
  const lines = before === '' ? [] : before.replace(/\n$/u, '').split('\n');
  const written = new Set<string>();
  const kept = lines.flatMap((line) => {
    const name = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=/u.exec(line)?.[1];
    const value = name === undefined || !Object.hasOwn(settings, name) ? undefined : settings[name];
    if (name === undefined || value === undefined) return [line];
    if (written.has(name)) return [];
    written.add(name);
    return [`${name}=${quoted(value)}`];
  });
  const added = Object.entries(settings).filter(([name]) => !written.has(name));
  return [...kept, ...added.map(([name, value]) => `${name}=${quoted(value)}`), ''].join('\n');
}

/** Only what a reader of such files could take for something else is put into quotes. */
function quoted(value: string): string {
  return /^[\w.:/@+=-]*$/u.test(value) ? value : `'${value}'`;
}
