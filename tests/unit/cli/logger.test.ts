/* oxlint-disable typescript/no-unnecessary-template-expression -- samples are made of parts, so that no other tool takes them for leaks */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '#cli/logger.ts';

test('no line of the log holds what looks like a secret, not even an error’s stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'studyloop.log');
  const secret = `xox${'b'}-123456789012-abcdefghijABCDEFGHIJ`;
  const log = createLog('info', { kind: 'file', path });
  log.info('request', { why: `refused ${secret}`, ms: 3 });
  log.error('incident', { error: new Error(`with ${secret} in it`, { cause: new Error(secret) }) });
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ ms: 3 }, { err: { type: 'Error' } }]);
  expect(lines.join('\n')).not.toContain(secret);
});
