import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFakeMachine } from './fake-machine.ts';

test('studyloop works through links, keeps the folder it was called in, its arguments and its input, and sets up first', async () => {
  const machine = makeFakeMachine();
  mkdirSync(join(machine.root, 'elsewhere/deep'), { recursive: true });
  symlinkSync('../clone/bin/studyloop', join(machine.root, 'elsewhere/one'));
  symlinkSync(join(machine.root, 'elsewhere/one'), join(machine.root, 'elsewhere/two'));
  const cwd = join(machine.root, 'elsewhere/deep');
  const { ended } = machine.start(['../two', 'run', 'my file.py', ''], { cwd, stdin: 'print(1)\n' });
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  // Between the folder and the program stands what Node itself is told.
  expect(stdout).toMatch(/^.*\n(?:--[a-z0-9=-]+\n)*[^\n]*\/src\/main\.ts\nrun\nmy file\.py\n\nprint\(1\)\n$/u);
  expect(stdout.split('\n')[0]).toBe(cwd);
  expect(stdout).toContain(`\n${machine.clone}/src/main.ts\n`);
  expect(machine.calls()).toHaveLength(4);
});

test('studyloop does not start when set-up fails', async () => {
  const machine = makeFakeMachine();
  machine.let('npm-fails');
  expect(await machine.start([join(machine.clone, 'bin/studyloop'), 'start']).ended).toMatchObject({
    code: 1,
    stdout: '',
  });
});

test('a machine with an old Node gets the installed one, whose folder comes first on PATH', async () => {
  const machine = makeFakeMachine();
  machine.program('node', 'echo v20.9.0');
  const folder = join(machine.clone, 'node_modules/node-here/bin');
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(machine.root, 'programs/pinned'), join(folder, 'node'));
  machine.program('pinned', 'echo "${PATH%%:*}" "$@"');
  expect(await machine.start([join(machine.clone, 'bin/node24'), 'x.ts']).ended).toMatchObject({
    stdout: `${folder} x.ts\n`,
  });
});

test.each([
  ['v20.9.0', 'echo v20.9.0'],
  ['none', 'exit 1'],
])('a machine with %s and nothing installed is told what to do', async (version, script) => {
  const machine = makeFakeMachine();
  machine.program('node', script);
  const { code, stderr } = await machine.start([join(machine.clone, 'bin/node24'), 'x.ts']).ended;
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Studyloop needs Node 24 or newer; this machine has ${version}. Install it from nodejs.org, or type 'npm ci' in ${machine.clone}: on Linux that brings it along.\n`,
  );
});
