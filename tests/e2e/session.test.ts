import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startStudyloop, studyloop, temporaryFolder, ended } from '../support/program.ts';

/** Types lines into the console bot on a pipe. */
async function session(folder: string, ...lines: readonly string[]) {
  return await studyloop(['start'], { stdin: lines.map((line) => `${line}\n`).join(''), settings: at(folder) });
}

const at = (folder: string) => ({ DATABASE_URL: `sqlite:${join(folder, 'studyloop.db')}` });

test('a first session walks from the lesson to the result of its example, and a second one goes on there', async () => {
  await using folder = await temporaryFolder();
  const first = await session(
    folder.path,
    '/lesson async',
    '/run',
    '/next',
    // Rows whose questions are all answered by a number.
    '/quiz blocking-io',
    '1',
    '/quiz file-io',
    '2',
    '/progress',
    '/quit',
  );
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('Waiting is not computing');
  expect(first.stdout).toContain('answer from Cleo');
  expect(first.stdout.match(/What you remember/gu)).toHaveLength(1);
  expect(first.stdout.match(/^.*\b(Right|Not quite)\b.*$/gmu)?.length).toBeGreaterThanOrEqual(2);
  const second = await session(folder.path, '/progress', '/lesson async');
  expect(second.code).toBe(0);
  expect(second.stdout).toMatch(/1 of \d+/u);
  expect(second.stdout).toContain('Welcome back');
});

test('a word is looked up, and the language that a learner chose is spoken from then on, after a restart too', async () => {
  await using folder = await temporaryFolder();
  const first = await session(folder.path, 'what is a Task?', '/lesson async semaphor', '1', '/language zh', 'gather?');
  expect(first.stdout).toContain('Scheduled coroutine for concurrent execution');
  expect(first.stdout).toContain('There is no entry for “semaphor” here.');
  expect(first.stdout).toContain('Limit concurrent operations');
  expect(first.stdout).toContain('并发运行多个协程');
  const second = await session(folder.path, '/lesson', 'hello');
  expect(second.stdout).toContain('学完这一课');
  expect(second.stdout).toContain('我能看懂命令');
});

test('a forgotten await is told in plain words under what Python says, with the page to read about it', async () => {
  await using folder = await temporaryFolder();
  const code =
    'import asyncio\n\nasync def save():\n    pass\n\nasync def main():\n    save()\n\nasyncio.run(main())\n';
  const { stdout } = await session(folder.path, `/run \`\`\`python\n${code}\`\`\``, '1', '/cancel');
  const told = stdout.replace(/\s+/gu, ' ');
  expect(told).toContain("RuntimeWarning: coroutine 'save' was never awaited");
  expect(told).toContain('`save()` in line 7 was called but never awaited');
  expect(told).toContain('1 Read: The forgotten await');
  expect(told).toContain('One word is missing in this program.');
  expect(told).toContain('Nothing of yours is running here any more');
});

test('plain text comes out of a pipe: no colour, no control character, nothing on stdout but replies', async () => {
  await using folder = await temporaryFolder();
  const { stdout } = await session(folder.path, '/help', '/run print("\\x1b[31mred")');
  // oxlint-disable-next-line no-control-regex -- it is what must not be there
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/u);
  expect(stdout).toContain('red');
});

test.each([
  ['an unknown command', '/teach', 'There is no command'],
  ['an unknown chunk', '/lesson async 999', 'There is no page'],
  ['an unknown course', '/lesson rust', 'There is no course'],
  ['a fence that is never closed', '/run ```python\nprint(1)', 'never ends'],
  ['a paste of a megabyte', `/run ${'x'.repeat(1_000_000)}`, 'may have 256 kB'],
  ['a NUL byte in code', '/run print(1)\0', 'NUL'],
  ['a NUL byte in a command', '/les\0son', 'There is no command'],
  ['nothing but blanks', '   ', ''],
])('%s gets one clear sentence', async (_name, typed, sentence) => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await session(folder.path, typed);
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/gu, ' ')).toContain(sentence);
  expect(stdout + stderr).not.toMatch(/\bat .*\.ts:\d+/u);
});

test('each request is a line of the log on stderr, without what was typed', async () => {
  await using folder = await temporaryFolder();
  const { stderr } = await session(folder.path, '/run secret = "hunter2"', '/progress');
  const lines = stderr
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines.filter(({ msg }) => msg === 'request')).toMatchObject([
    { command: 'run', platform: 'console', outcome: 'answered' },
    { command: 'progress', platform: 'console', outcome: 'answered' },
  ]);
  expect(stderr).not.toContain('hunter2');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it cleanly within five seconds, even in the middle of a run',
  async (signal) => {
    await using folder = await temporaryFolder();
    const child = startStudyloop(['start'], { settings: at(folder.path) });
    const end = ended(child);
    child.stdin.write('/run while True: pass\n');
    await new Promise<void>((resolve) => child.stderr.once('data', () => setTimeout(resolve, 700)));
    const asked = performance.now();
    child.kill(signal);
    const { code, stderr } = await end;
    expect(performance.now() - asked).toBeLessThan(6000);
    expect(code).toBe(0);
    expect(stderr).toContain('"msg":"stopped"');
  },
);

test('a database that is none is refused in one sentence and left as it is', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'studyloop.db'), 'my diary\n'.repeat(200));
  const { code, stderr } = await session(folder.path, '/help');
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('studyloop.db');
});

test('a folder that cannot be written is refused in one sentence', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), '');
  await chmod(folder.path, 0o555);
  const { code, stderr } = await studyloop(['start'], {
    settings: { DATABASE_URL: `sqlite:${join(folder.path, 'file', 'x.db')}` },
  });
  await chmod(folder.path, 0o755);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a wrong setting stops the start with one sentence that names it', async () => {
  const { code, stderr } = await studyloop(['start'], { settings: { RUN_MEMORY_MB: 'plenty' } });
  expect(code).toBe(1);
  expect(stderr).toContain('RUN_MEMORY_MB');
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
