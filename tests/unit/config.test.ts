import { expect, test } from 'vitest';
import { readConfig } from '#src/config.ts';

test('nothing set gives the defaults; empty counts as not set', () => {
  expect(readConfig({})).toEqual(readConfig({ PYTHON: '', RUN_TIMEOUT_S: '' }));
  expect(readConfig({})).toMatchObject({
    databaseUrl: 'sqlite:data/studyloop.db',
    python: null,
    run: { timeoutMs: 6000 },
  });
});

test.each([
  ['DATABASE_URL', 'mysql://x'],
  ['RUN_TIMEOUT_S', 'long'],
  ['RUN_TIMEOUT_S', '0'],
  ['RUN_MEMORY_MB', '1.5'],
  ['RUN_CONCURRENCY', '0'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by its name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^The setting ${name} is .*[.]$`, 'u'));
});
