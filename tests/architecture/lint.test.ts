import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

// Rules that need types fall silent when the part of the linter that knows types is missing or fails.
test('the linter, as this project sets it, stops the mistakes that matter most here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'studyloop-lint-'));
  try {
    plant(folder);
    expect(new Set(rulesBrokenIn(folder))).toEqual(
      new Set([
        'core/clock.ts no-restricted-globals',
        'core/one.ts no-cycle',
        'core/other.ts no-cycle',
        'core/promise.ts no-floating-promises',
        'core/switch.ts switch-exhaustiveness-check',
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const planted = {
  'clock.ts': 'export const now = (): number => Date.now();\n',
  'one.ts': `import type { Other } from './other.ts';\nexport type One = { readonly other: Other };\n`,
  'other.ts': `import type { One } from '#core/one.ts';\nexport type Other = { readonly one?: One };\n`,
  'promise.ts': 'const work = async (): Promise<void> => {};\nexport const start = (): void => {\n  work();\n};\n',
  'switch.ts': `export function size(kind: 'big' | 'small'): number {\n  switch (kind) {\n    case 'big':\n      return 1;\n  }\n  return 0;\n}\n`,
};

function plant(folder: string): void {
  for (const name of ['package.json', 'tsconfig.json', '.oxlintrc.json'])
    copyFileSync(join(project, name), join(folder, name));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'src/core'), { recursive: true });
  for (const [name, text] of Object.entries(planted)) writeFileSync(join(folder, 'src/core', name), text);
}

/** Each line of the linter's report, such as `src/core/one.ts:1:28: … [Error/import(no-cycle)]`, down to file and rule. */
function rulesBrokenIn(folder: string): readonly string[] {
  const linter = join(project, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [linter, '--format=unix', 'src'], { cwd: folder, encoding: 'utf8' });
  const line = /^src\/(?<file>[^:\n]+):.*\((?<rule>[\w-]+)\)\]$/gm;
  return [...stdout.matchAll(line)].map(({ groups }) => `${groups?.['file']} ${groups?.['rule']}`);
}
