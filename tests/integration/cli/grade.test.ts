import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixturesOf } from '../../support/graded-fixtures.ts';
import { project } from '../../support/program.ts';

const studyloop = (args: readonly string[], input: string) =>
  spawnSync(join(project, 'bin/studyloop'), args, { input, encoding: 'utf8', cwd: project });

const [right] = fixturesOf('retry', 'right');
const [wrong] = fixturesOf('retry', 'wrong');

test('a right solution passes: exit code 0', { timeout: 30_000 }, () => {
  const { status, stdout } = studyloop(['grade', 'retry'], right?.code ?? '');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^Passed: all \d+ behaviours hold\.\n$/u)]);
});

test('a wrong one fails, the first behaviour that does not hold first: exit code 1', { timeout: 30_000 }, () => {
  const { status, stdout } = studyloop(['grade', 'retry', '-'], wrong?.code ?? '');
  expect(status).toBe(1);
  expect(stdout.split('\n')[0]).toBe(`✗ ${wrong?.behaviour}`);
});

test('with --json there is one object', { timeout: 30_000 }, () => {
  const { status, stdout } = studyloop(['grade', 'retry', '--json'], 'def retry(:\n');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ id: '-', outcome: 'error', passed: false, tests: [], line: 1 });
});

test('with --jsonl each request is answered, and what is none is told', { timeout: 30_000 }, () => {
  const asked = [
    { id: 'a', exercise: 'retry', code: right?.code },
    { id: 'b', exercise: 'retry', code: wrong?.code },
    { id: 'c', exercise: 'no-such', code: '' },
  ];
  const { status, stdout, stderr } = studyloop(
    ['grade', '--jsonl'],
    asked.map((one) => JSON.stringify(one)).join('\n'),
  );
  const answers = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(answers).toHaveLength(2);
  expect(answers).toContainEqual(expect.objectContaining({ id: 'a', outcome: 'passed', passed: true }));
  expect(answers).toContainEqual(expect.objectContaining({ id: 'b', outcome: 'failed', passed: false }));
  expect([status, stderr]).toEqual([1, expect.stringContaining('line 3: expected an exercise')]);
});

test('an exercise that is not there: a sentence, exit code 2', { timeout: 30_000 }, () => {
  const { status, stderr } = studyloop(['grade', 'poem'], '');
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/^expected an exercise, one of .+; there is no poem\.\n$/u),
  ]);
});
