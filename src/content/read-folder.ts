import type { Folder } from './folder.ts';

/** The files of a folder that holds one kind of them; anything else in it is reported. */
export function filesIn(folder: Folder, path: string, ending: string): readonly string[] {
  return folder.names(path).flatMap(({ name, kind }) => {
    const file = `${path}/${name}`;
    if (kind === 'file' && name.endsWith(ending)) return [file];
    folder.report({ file, line: 1, message: `expected only ${ending} files here; move or delete it.` });
    return [];
  });
}

/** Anything in a folder that nothing reads is a mistake: a file saved in the wrong place teaches nobody. */
export function refuseStrays(folder: Folder, path: string, known: readonly string[]): void {
  for (const { name } of folder.names(path)) {
    if (known.includes(name)) continue;
    const message = `expected only ${known.join(', ')} here; move or delete it.`;
    folder.report({ file: `${path}/${name}`, line: 1, message });
  }
}
