import type { Report } from './problem.ts';
import type { ChunkFile } from './read-chunk.ts';

/** Reports pages that build on one which comes only behind them, or on themselves. `chunks` are in reading order. */
export function checkOrder(chunks: readonly ChunkFile[], report: Report): void {
  const places = new Map(chunks.map(({ chunk }, place) => [String(chunk.id), place]));
  for (const [place, { mentions }] of chunks.entries()) {
    for (const { kind, id, file, line } of mentions.referred) {
      if (kind !== 'chunk' || (places.get(id) ?? -1) < place) continue;
      const message = `expected a page that is read before this one, found \`${id}\`; move one of them in lesson.yaml, or take it out here.`;
      report({ file, line, message });
    }
  }
}
