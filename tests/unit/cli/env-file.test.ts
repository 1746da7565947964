import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withSettings, writeSettings } from '#cli/setup/env-file.ts';

describe('a file of settings', () => {
  test('keeps its other lines, and a setting stands where it stood', () => {
    const before = '# mine\nLOG_LEVEL=info\nDISCORD_TOKEN=old\n\n#DISCORD_TOKEN=example\nDISCORD_TOKEN=older\n';
    const after = '# mine\nLOG_LEVEL=info\nDISCORD_TOKEN=new\n\n#DISCORD_TOKEN=example\n';
    expect(withSettings(before, { DISCORD_TOKEN: 'new' })).toBe(after);
  });

  test('that has no line end gets one before what is added', () => {
    expect(withSettings('LOG_LEVEL=info', { DISCORD_TOKEN: 'a b' })).toBe("LOG_LEVEL=info\nDISCORD_TOKEN='a b'\n");
  });

  test('is read back as it was meant', () => {
    const value = fc.stringMatching(/^[ -&(-~]{0,60}$/u);
    fc.assert(
      fc.property(value, fc.constantFrom('', 'A=1\n', 'TOKEN=x'), (token, before) => {
        expect(parseEnv(withSettings(before, { TOKEN: token }))['TOKEN']).toBe(token);
      }),
    );
  });

  test('is for its owner alone, also when it was open before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'A=1\n', { mode: 0o644 });
    await writeSettings(file, { TOKEN: 'x' });
    expect(readFileSync(file, 'utf8')).toBe('A=1\nTOKEN=x\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});
