import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '#core/ports/log.ts';
import { historyLines, longestHistoryLine } from './limits.ts';
import { visible } from './visible.ts';

/** Lines typed in earlier conversations, newest first as readline wants them; none where there is no file. */
export async function readHistory(path: string | null): Promise<string[]> {
  if (path === null) return [];
  try {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.map(visible).toReversed().slice(0, historyLines);
  } catch {
    // There is none yet, or it is not ours to read: the conversation goes on without.
    return [];
  }
}

/** Keeps the newest lines for the next conversation, for this user's eyes only. */
export async function keepHistory(path: string | null, newestFirst: readonly string[], log: Log): Promise<void> {
  if (path === null) return;
  const kept = newestFirst.filter((line) => line.trim() !== '' && line.length <= longestHistoryLine);
  const text = kept
    .slice(0, historyLines)
    .toReversed()
    .map((line) => `${line}\n`);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, text.join(''), { mode: 0o600 });
    await chmod(path, 0o600);
  } catch (error) {
    log.warn('history not kept', { error });
  }
}
