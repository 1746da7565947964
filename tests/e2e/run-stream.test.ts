import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ended, startStudyloop, studyloop } from '../support/program.ts';

const line = (id: string, code: string) => `${JSON.stringify({ id, code })}\n`;
const read = (stdout: string): readonly { readonly id: string; readonly outcome: string; readonly stdout: string }[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text));

test('every request of a stream that ends while programs still run has its answer', async () => {
  const ids = Array.from({ length: 130 }, (_, at) => String(at));
  const stdin = ids.map((id) => line(id, `print(${id})`)).join('');
  const { code, stdout, stderr } = await studyloop(['run', '--jsonl'], { stdin });
  expect([code, stderr]).toEqual([0, '']);
  const answers = read(stdout);
  expect(answers.map(({ id }) => id).toSorted((one, other) => Number(one) - Number(other))).toEqual(ids);
  for (const { id, outcome, stdout: printed } of answers) expect([outcome, printed]).toEqual(['finished', `${id}\n`]);
});

test('an answer comes as soon as its program has ended, while the stream is open', async () => {
  const child = startStudyloop(['run', '--jsonl']);
  const first = new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  child.stdin.write(line('a', 'print("here")'));
  expect(read(await first)).toEqual([expect.objectContaining({ id: 'a', stdout: 'here\n' })]);
  await sleep(10);
  child.stdin.end(line('b', 'print("too")'));
  expect(read((await ended(child)).stdout)).toEqual([expect.objectContaining({ id: 'b', stdout: 'too\n' })]);
});

test('a line that is no request is told with its number, and the others are answered', async () => {
  const stdin = `${line('a', 'print(1)')}\nnonsense\n${line('b', 'print(2)')}`;
  const { code, stdout, stderr } = await studyloop(['run', '--jsonl'], { stdin });
  expect(code).toBe(1);
  expect(stderr).toContain('3');
  expect(new Set(read(stdout).map(({ id }) => id))).toEqual(new Set(['a', 'b']));
});
