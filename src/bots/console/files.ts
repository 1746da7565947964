import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '#core/ports/log.ts';
import type { Block, View } from '#core/view.ts';

/** Writes each file of a view into a new folder that only this user can read; gives their paths. */
export async function saveFiles(view: View, log: Log): Promise<ReadonlyMap<Block, string>> {
  const paths = new Map<Block, string>();
  for (const block of view.blocks) {
    if (block.kind !== 'file') continue;
    const path = await save(block, log);
    if (path !== null) paths.set(block, path);
  }
  return paths;
}

/** Null when the disk does not take it: the text is then shown instead. */
async function save(file: Extract<Block, { readonly kind: 'file' }>, log: Log): Promise<string | null> {
  try {
    const path = join(await mkdtemp(join(tmpdir(), 'studyloop-')), safeName(file.name));
    await writeFile(path, file.text, { mode: 0o600 });
    return path;
  } catch (error) {
    log.warn('file not saved', { error });
    return null;
  }
}

/** A name that stays in its folder. */
function safeName(name: string): string {
  const safe = name
    .replace(/[^\w.-]/gu, '_')
    .replace(/^\.+/u, '')
    .slice(-100);
  return safe === '' ? 'file.txt' : safe;
}
