import type { Kit } from '../command.ts';
import type { ChunkId } from '../ids.ts';
import type { PythonVersion } from '../python-version.ts';
import { isOlder } from '../python-version.ts';
import type { Request } from '../request.ts';
import type { Chunk, Course } from './course.ts';

/** What a page needs to know beside itself, of its reader and of this bot. */
export interface Circumstances {
  /** The pages that the learner has read, as far as this one asks for any. */
  readonly read: readonly ChunkId[];
  /** By which programs are run, as far as this page asks for a certain one; null where that is not known. */
  readonly python: PythonVersion | null;
}

interface Asked {
  readonly request: Request;
  readonly kit: Kit;
}

/** Asks only for what the page needs. */
export async function circumstancesOf(course: Course, chunk: Chunk, { request, kit }: Asked): Promise<Circumstances> {
  return {
    read: chunk.requires.length === 0 ? [] : await kit.store.progress.chunksRead(request.learner, course.id),
    python: chunk.since === null ? null : await kit.runner.python(),
  };
}

/** Whether the Python that runs programs here is too old for a page's examples, or a question. Where that is not known, they may be tried. */
export function isTooNew({ since }: Pick<Chunk, 'since'>, python: PythonVersion | null): boolean {
  return since !== null && python !== null && isOlder(python, since);
}
