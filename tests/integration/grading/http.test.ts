import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixturesOf, gradeOf } from '../../support/graded-fixtures.ts';
import { project } from '../../support/program.ts';
import { openTestRunner } from '../../support/test-runner.ts';

test('code talks to a server on loopback that the tests answer for, on virtual time', { timeout: 30_000 }, async () => {
  await using runner = await openTestRunner();
  const tests = readFileSync(join(project, 'tests/fixtures/grades/http/tests.py'), 'utf8');
  for (const { code } of fixturesOf('http', 'right'))
    expect(await gradeOf(runner, { code, tests })).toMatchObject({ kind: 'passed' });
});
