import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPresses } from '#bots/shared/presses.ts';
import { learnerId } from '#core/ids.ts';
import { openStore } from '#store/open-store.ts';
import { testApp } from '../../support/app.ts';
import { pressablesOf } from '../../support/view-words.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const ada = learnerId('test:ada');
const key = new Uint8Array(32).fill(7);
const clock = { now: () => 1_000 };
const program = `print('a program of mine')\n${'# long\n'.repeat(60)}`;

test('a program that was run is in no file, and the button that edits it works after a restart all the same', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  const ids: string[] = [];
  {
    await using store = await openStore(`sqlite:${file}`);
    const shown = await testApp({ store }).last('run', { code: program });
    const sealing = createPresses({ platform: 'test', key, notes: store.notes, clock }).seal(ada);
    for (const pressable of pressablesOf(shown)) ids.push(sealing.idOf(pressable));
    await sealing.keep();
    const bytes = bytesOf(file);
    expect(bytes).toContain('test:press:');
    expect(bytes).not.toContain('program of mine');
    for (const id of ids) expect(bytes).not.toContain(id.slice(-22));
  }
  await using store = await openStore(`sqlite:${file}`);
  const presses = createPresses({ platform: 'test', key, notes: store.notes, clock });
  const opened = await Promise.all(ids.map(async (id) => await presses.open(id, ada)));
  const edit = opened.find(({ kind }) => kind === 'ask');
  expect(edit).toMatchObject({ ask: { command: 'run', fields: [{ kind: 'code', initial: program }] } });
});

function bytesOf(file: string): string {
  const files = ['', '-wal', '-shm'].map((end) => `${file}${end}`).filter((path) => existsSync(path));
  return files.map((path) => readFileSync(path, 'latin1')).join('\n');
}
