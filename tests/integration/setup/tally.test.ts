import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const project = fileURLToPath(new URL('../../..', import.meta.url));

test('a run of tests ends with its tally, and what breaks outside a test counts as failed', () => {
  expect(lastLineOf({ 'good.test.ts': passing, 'bad.test.ts': failing })).toBe('2 passed, 1 failed, 1 skipped');
  expect(
    lastLineOf({ 'good.test.ts': passing, 'hook.test.ts': brokenHook, 'load.test.ts': 'throw new Error();' }),
  ).toBe('1 passed, 2 failed, 1 skipped');
  expect(lastLineOf({ 'good.test.ts': passing })).toBe('1 passed, 0 failed');
});

const using = (body: string): string => `import { beforeAll, describe, expect, test } from 'vitest';\n${body}\n`;
const passing = using(`test('a', () => {});`);
const failing = using(
  `test('b', () => {}); describe('c', () => { test('d', () => expect(1).toBe(2)); test.skip('e', () => {}); });`,
);
const brokenHook = using(
  `describe('f', () => { beforeAll(() => { throw new Error('broken'); }); test('g', () => {}); });`,
);

/** Runs these files as a project of their own, with the reporter of this one. */
function lastLineOf(files: Readonly<Record<string, string>>): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'studyloop-tally-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  const reporter = JSON.stringify(join(project, 'tests/support/tally-reporter.ts'));
  const config = `import { TallyReporter } from ${reporter};\nexport default { test: { reporters: ['default', new TallyReporter()] } };\n`;
  for (const [name, text] of Object.entries({ ...files, 'vitest.config.ts': config }))
    writeFileSync(join(folder, name), text);
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  return spawnSync(process.execPath, [vitest, 'run'], { cwd: folder, encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .at(-1);
}
