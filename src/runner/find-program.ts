import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** The executable files called `name` in the folders of `searchPath`, which is written as PATH is, in that order. */
export async function findPrograms(name: string, searchPath: string): Promise<readonly string[]> {
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder));
  const candidates = [...new Set(folders)].map((folder) => join(folder, name));
  const usable = await Promise.all(candidates.map(isExecutable));
  return candidates.filter((_, index) => usable[index]);
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
