import { test } from 'vitest';
import { join } from 'node:path';
import { loadLibrary } from '#content/load-library.ts';
import { openStore } from '#store/open-store.ts';
import { makeTemporaryFolder } from '../store/temporary-folder.ts';
import { liveYear } from '../../support/year/live.ts';
import { troubles } from '../../support/year/year.ts';

const loaded = loadLibrary(join(import.meta.dirname, '../../../content'));
if (loaded.kind !== 'loaded') throw new Error('expected the content');
const { library } = loaded;

const size = { persons: 12, channels: 4, zones: 5, days: 40, haste: 4, oneIn: 3, troubles } as const;
const [from = 1, to = from] = (process.env['SEEDS'] ?? '1').split('-').map(Number);
test.each(Array.from({ length: to - from + 1 }, (_, at) => from + at))('a small year %s', async (seed) => {
  using made = makeTemporaryFolder();
  const folder = made.path;
  const only = (process.env['TROUBLES'] ?? troubles.join()).split(',');
  const t = performance.now();
  const year = await liveYear(
    { ...size, seed, troubles: troubles.filter((one) => only.includes(one)) },
    { library, openStore: () => openStore(`sqlite:${join(folder, 'year.db')}`) },
  );
  console.log(seed, Math.round(performance.now() - t), JSON.stringify(Object.fromEntries([...year.counts].toSorted())));
}, 600_000);
