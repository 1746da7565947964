import type { Reading, ReadingSection } from '#core/course/course.ts';
import { chunkId } from '#core/ids.ts';
import type { Folder } from './folder.ts';
import type { Mentions } from './mentions.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ReadingEntry } from './schemas.ts';
import { readingFile } from './schemas.ts';

/** What to read beside a lesson. */
export interface ReadingFile {
  readonly reading: readonly ReadingSection[];
  readonly mentions: Mentions;
}

/** A lesson may do without; what is wrong in its file has been reported. */
export function readReading(folder: Folder, lesson: string): ReadingFile {
  const nothing = { reading: [], mentions: { given: [], referred: [] } };
  if (!folder.names(lesson).some(({ name }) => name === fileName)) return nothing;
  const file = `${lesson}/${fileName}`;
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, readingFile, folder.report);
  if (parsed === null) return nothing;
  const entries = parsed.value.flatMap((section, outer) =>
    section.entries.map((entry, inner) => ({
      entry,
      at: (key: string) => ({ file, line: parsed.lineOf(outer, 'entries', inner, key) }),
    })),
  );
  return {
    reading: parsed.value.map((section) => ({ title: section.title, entries: section.entries.map(readingOf) })),
    mentions: {
      given: entries.map(({ entry, at }) => ({ kind: 'reading', id: entry.id, ...at('id') })),
      referred: entries.flatMap(({ entry: { chunk }, at }) =>
        chunk === null ? [] : [{ kind: 'chunk', id: chunk, ...at('chunk') } as const],
      ),
    },
  };
}

const fileName = 'reading.yaml';

function readingOf({ id, title, by, url, why, chunk, health, note }: ReadingEntry): Reading {
  return {
    id,
    title,
    by: by ?? null,
    url: url ?? null,
    why,
    chunk: chunk === null ? null : chunkId(chunk),
    health,
    note: note ?? null,
  };
}
