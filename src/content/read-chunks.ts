import type { Folder } from './folder.ts';
import type { ChunkFile } from './read-chunk.ts';
import { readChunk } from './read-chunk.ts';

/** What an example printed when it was last proven stands beside the chunk in a file with this ending. */
const lockEnding = '.lock.yaml';

/** What could be read of a folder of chunks. */
export interface ChunkFiles {
  readonly chunks: readonly ChunkFile[];
  /** False when one of them could not be read, which has been reported. */
  readonly complete: boolean;
}

/** The chunks of a lesson, in the order of their files; anything else beside them is reported. */
export function readChunks(folder: Folder, path: string): ChunkFiles {
  const names = folder.names(path);
  const files = names.filter(({ name, kind }) => kind === 'file' && name.endsWith('.md'));
  const read = files.map(({ name }) => readChunk(folder, `${path}/${name}`));
  const chunks = read.filter((chunk) => chunk !== null);
  const complete = chunks.length === files.length;
  const locks = new Set(chunks.filter(({ chunk }) => chunk.examples.length > 0).map(({ file }) => lockOf(file)));
  for (const entry of names) {
    const file = `${path}/${entry.name}`;
    if (files.includes(entry) || locks.has(file)) continue;
    if (!entry.name.endsWith(lockEnding)) {
      folder.report({ file, line: 1, message: 'expected only .md files here; move or delete it.' });
    } else if (complete) {
      folder.report({ file, line: 1, message: 'expected a chunk with examples beside it, found none; delete it.' });
    }
  }
  return { chunks, complete };
}

/** The file that holds what a chunk's examples printed. */
export const lockOf = (chunkFile: string): string => chunkFile.replace(/\.md$/u, lockEnding);
