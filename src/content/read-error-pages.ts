import type { ErrorPage } from '#core/course/course.ts';
import { errorKinds } from '#core/explain/error-kinds.ts';
import { chunkId } from '#core/ids.ts';
import type { Folder } from './folder.ts';
import type { Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import { errorsFile } from './schemas.ts';

/** Which chunks of a lesson explain which errors. */
export interface ErrorsFile {
  readonly errorPages: readonly ErrorPage[];
  readonly mentions: Mentions;
}

/** A lesson may do without; what is wrong in its file has been reported. */
export function readErrorPages(folder: Folder, lesson: string): ErrorsFile {
  const nothing = { errorPages: [], mentions: { given: [], referred: [] } };
  if (!folder.names(lesson).some(({ name }) => name === fileName)) return nothing;
  const file = `${lesson}/${fileName}`;
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, errorsFile, folder.report);
  if (parsed === null) return nothing;
  const pages = errorKinds.flatMap((error) => {
    const chunk = parsed.value[error];
    return chunk === undefined ? [] : [{ error, chunk, at: { file, line: parsed.lineOf(error) } }];
  });
  return {
    errorPages: pages.map(({ error, chunk }) => ({ error, chunk: chunkId(chunk) })),
    mentions: {
      given: pages.map(({ error, at }) => ({ kind: 'error', id: error, ...at })),
      referred: pages.map(({ chunk, at }) => ({ kind: 'chunk', id: chunk, ...at })),
    },
  };
}

const fileName = 'errors.yaml';
