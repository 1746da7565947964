import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '#cli/program.ts';
import { project } from '../../support/program.ts';

/** Types `studyloop review …` and gives it an input. */
async function review(args: readonly string[], input: string, environment: Readonly<Record<string, string>> = {}) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const stopping = new AbortController().signal;
  const terminal = { stdin, stdout, stderr, environment, folder: project, project, stopping };
  const code = await runCommandLine(['review', ...args], terminal);
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

const slow = 'import time\nasync def f():\n    time.sleep(1)\n';

describe('review', () => {
  test('tells each finding with its line, and ends with 1', async () => {
    const { code, stdout } = await review([], slow);
    expect(stdout).toMatch(/^-:3: actionable \(blocking_sleep\): `time\.sleep` stops the whole loop/u);
    expect(code).toBe(1);
  });

  test('praises what is well, and ends with 0', async () => {
    expect(await review([], 'def f():\n    return 1\n')).toEqual({
      code: 0,
      stdout: 'Nothing to mend: this reads as good async Python.\n',
      stderr: '',
    });
  });

  test('says so kindly when there is no Python', async () => {
    expect((await review([], 'hello')).stdout).toMatch(/^I see no Python in this message/u);
  });

  test('speaks the language of the terminal', async () => {
    expect((await review([], slow, { LANG: 'zh_CN.UTF-8' })).stdout).toContain('`time.sleep` 会让整个循环停下来');
  });

  test('gives one object with --json', async () => {
    const { code, stdout } = await review(['--json'], slow);
    expect(JSON.parse(stdout)).toEqual({
      id: '-',
      language: 'python',
      syntaxError: null,
      findings: [
        {
          rule: 'blocking_sleep',
          concept: 'blocking_io',
          kind: 'actionable',
          line: 3,
          endLine: 3,
          block: 0,
          blockLine: 3,
          message: expect.stringContaining('time.sleep'),
        },
      ],
    });
    expect(code).toBe(0);
  });

  test('answers each line of a stream, and names a line that is no request', async () => {
    const requests = [JSON.stringify({ id: 'a', text: slow }), '', 'nonsense', JSON.stringify({ id: 'b', text: 'hi' })];
    const { code, stdout, stderr } = await review(['--jsonl'], requests.join('\n'));
    const answers = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      { id: 'a', findings: [{ rule: 'blocking_sleep' }] },
      { id: 'b', language: 'none', syntaxError: null, findings: [] },
    ]);
    expect(stderr).toMatch(/^line 3: expected \{"id": string, "text": string\}/u);
    expect(code).toBe(1);
  });
});
