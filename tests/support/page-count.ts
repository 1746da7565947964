import { loadLibrary } from '#content/load-library.ts';
import { describeProblems } from '#content/problem.ts';

const loaded = loadLibrary('content');
if (loaded.kind === 'problems') throw new Error(describeProblems(loaded.problems));

/** How many pages the first course of the real content has. */
export const pageCount = loaded.library.courses[0]?.chunks.length ?? 0;
