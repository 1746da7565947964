import { join } from 'node:path';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import { contentProblem } from './open.ts';
import type { Terminal } from './terminal.ts';

/** The content with its folders, read afresh; or a problem that lists everything that is wrong with it. */
export function readContent({ project }: Terminal): Extract<Loaded, { readonly kind: 'loaded' }> {
  const loaded = loadLibrary(join(project, 'content'));
  if (loaded.kind === 'problems') throw contentProblem(loaded.problems);
  return loaded;
}
