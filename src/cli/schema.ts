import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jsonSchemas } from '#content/json-schemas.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** Writes the JSON Schemas of content files, for authors' editors; `docs/schema` unless another folder is given. */
export async function writeSchemas(folder: string | undefined, terminal: Terminal): Promise<number> {
  const target = folder === undefined ? join(terminal.project, 'docs/schema') : resolve(terminal.folder, folder);
  mkdirSync(target, { recursive: true });
  for (const [name, text] of jsonSchemas()) writeFileSync(join(target, name), text);
  say(terminal, `wrote ${jsonSchemas().size} schemas into ${target}`);
  return 0;
}
