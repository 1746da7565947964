import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { FakeMachine } from './fake-machine.ts';
import { makeFakeMachine } from './fake-machine.ts';

const npmForRun = 'npm ci --include=optional --omit=dev --loglevel=error';
const npmForAll = 'npm ci --include=optional --include=dev --loglevel=error';
const aptGet = 'apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Acquire::http::Timeout=30';
const aptInstall = `${aptGet} install --no-install-recommends bubblewrap python3-aiohttp`;

test('a new clone gets its packages and, with root, the programs; the lists of apt-get are fetched when they are missing', async () => {
  const machine = makeFakeMachine();
  expect(await machine.setup('run')).toMatchObject({ code: 0, stdout: '' });
  expect(machine.calls()).toEqual([npmForRun, aptInstall, `${aptGet} update`, aptInstall]);
});

test('lists that are there are not fetched again', async () => {
  const machine = makeFakeMachine();
  machine.let('lists-are-there');
  await machine.setup('run');
  expect(machine.calls()).toEqual([npmForRun, aptInstall]);
});

test('the second time it does nothing and says nothing', async () => {
  const machine = await makeSetUp('run');
  expect(await machine.setup('run')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(machine.calls()).toEqual([]);
});

test('packages for running are replaced by all packages when the tests need them, and those serve for running too', async () => {
  const machine = await makeSetUp('run');
  await machine.setup('all');
  expect(machine.calls()).toEqual([npmForAll]);
  await machine.setup('run');
  expect(machine.calls()).toEqual([]);
});

test.each(['package-lock.json', '.npmrc'])(
  'a change of %s installs the packages again, as many as were there',
  async (file) => {
    const machine = await makeSetUp('all');
    machine.write(file, 'changed');
    await machine.setup('run');
    expect(machine.calls()).toEqual([npmForAll]);
  },
);

test('packages that npm could not install are not taken for installed', async () => {
  const machine = await makeSetUp('run');
  machine.write('package-lock.json', 'changed');
  machine.let('npm-fails');
  const { code, stderr } = await machine.setup('run');
  expect(code).toBe(1);
  expect(stderr).toContain('npm error: no network\nStudyloop: npm could not install the packages');
  machine.noLonger('npm-fails');
  machine.calls();
  expect(await machine.setup('run')).toMatchObject({ code: 0 });
  expect(machine.calls()).toEqual([npmForRun]);
});

test('packages that were being replaced when set-up was killed are not trusted', async () => {
  const machine = await makeSetUp('run');
  machine.let('npm-is-killed');
  expect(await machine.setup('all')).toMatchObject({ code: null });
  machine.noLonger('npm-is-killed');
  machine.calls();
  expect(await machine.setup('run')).toMatchObject({ code: 0 });
  expect(machine.calls()).toEqual([npmForRun]);
});

test('a set-up that was killed is picked up where it was, and its lock is taken over', async () => {
  const machine = makeFakeMachine();
  machine.let('lists-are-there');
  machine.let('apt-is-killed');
  expect(await machine.setup('run')).toMatchObject({ code: null });
  expect(machine.calls()).toEqual([npmForRun, aptInstall]);
  expect(machine.has('clone/.setup.lock')).toBe(true);
  machine.noLonger('apt-is-killed');
  expect(await machine.setup('run')).toMatchObject({ code: 0 });
  expect(machine.calls()).toEqual([aptInstall]);
  expect(machine.has('clone/.setup.lock')).toBe(false);
});

test('of two at once, one works and the other waits for it', async () => {
  const machine = makeFakeMachine();
  machine.let('npm-takes-long');
  const first = machine.start([join(machine.clone, 'bin/setup'), 'run']);
  await vi.waitUntil(() => machine.has('state/calls'), { timeout: 20_000 });
  const second = machine.start([join(machine.clone, 'bin/setup'), 'run']);
  const heard = await new Promise<string>((resolve) =>
    second.child.stderr.once('data', (data) => resolve(String(data))),
  );
  expect(heard).toBe(`Studyloop: waiting for another set-up (process ${first.child.pid}) …\n`);
  machine.noLonger('npm-takes-long');
  expect((await Promise.all([first.ended, second.ended])).map(({ code }) => code)).toEqual([0, 0]);
  expect(machine.calls().filter((call) => call.startsWith('npm'))).toEqual([npmForRun]);
});

test('no lock and no other file stays behind', async () => {
  const machine = await makeSetUp('run');
  expect(['.setup.lock', '.setup.lock.removal'].filter((name) => machine.has(`clone/${name}`))).toEqual([]);
});

test('npm gets a cache of its own where there is no home to keep one in, and leaves none behind', async () => {
  const machine = makeFakeMachine();
  machine.program('npm', 'echo "$npm_config_cache" >"$state/cache"; [ -d "$npm_config_cache" ] && mkdir node_modules');
  const setup = [join(machine.clone, 'bin/setup'), 'run'];
  const env = { HOME: '/dev/null', TMPDIR: machine.root };
  expect(await machine.start(setup, { env }).ended).toMatchObject({ code: 0 });
  const cache = machine.read('state/cache').trim();
  expect(cache.startsWith(`${machine.root}/tmp.`)).toBe(true);
  expect(machine.has(cache.slice(machine.root.length))).toBe(false);
});

test('the Node that is installed in the clone never runs npm: npm would leave it out', async () => {
  const machine = makeFakeMachine();
  mkdirSync(join(machine.clone, 'node_modules/.bin'), { recursive: true });
  symlinkSync('/bin/false', join(machine.clone, 'node_modules/.bin/npm'));
  const env = { PATH: `${machine.clone}/node_modules/.bin:${machine.root}/programs` };
  expect(await machine.start([join(machine.clone, 'bin/setup')], { env }).ended).toMatchObject({ code: 0 });
});

test('without the right to install, it starts, and names once the command to type', async () => {
  const machine = makeFakeMachine();
  machine.let('not-root');
  expect((await machine.setup('run')).stderr).toContain(
    'Studyloop: Python programs cannot run yet; type: sudo apt-get install -y bubblewrap python3-aiohttp.',
  );
  expect(machine.calls()).toEqual([npmForRun]);
  expect(await machine.setup('run')).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('sudo is used where it asks nothing', async () => {
  const machine = makeFakeMachine();
  machine.let('not-root');
  machine.let('lists-are-there');
  machine.program('sudo', 'echo "sudo $*" >>"$state/calls"; shift; exec "$@"');
  machine.program('true', '');
  expect(await machine.setup('run')).toMatchObject({ code: 0 });
  expect(machine.calls()).toEqual([
    npmForRun,
    'sudo -n true',
    `sudo -n env DEBIAN_FRONTEND=noninteractive ${aptInstall}`,
    aptInstall,
  ]);
});

test('its tests cannot do without bubblewrap, and say so every time', async () => {
  const machine = makeFakeMachine();
  machine.let('apt-fails');
  for (const time of ['first', 'second']) {
    const { code, stderr } = await machine.setup('all');
    expect([time, code]).toEqual([time, 1]);
    expect(stderr).toContain(
      'Studyloop: its tests cannot run yet; type: apt-get install -y bubblewrap python3-aiohttp.',
    );
  }
  expect(machine.calls().filter((call) => call.startsWith('npm'))).toEqual([npmForAll]);
});

test('aiohttp alone is missed by few programs', async () => {
  const machine = makeFakeMachine();
  machine.program('bwrap', '');
  machine.let('apt-fails');
  expect(await machine.setup('run')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(
      'programs that import aiohttp cannot run yet; type: apt-get install -y python3-aiohttp.',
    ),
  });
});

test('tests need aiohttp, so it is asked for again each time they are set up', async () => {
  const machine = makeFakeMachine();
  machine.program('bwrap', '');
  machine.let('apt-fails');
  for (const time of ['first', 'second']) {
    const { code, stderr } = await machine.setup('all');
    expect([time, code]).toEqual([time, 0]);
    expect(stderr).toContain('programs that import aiohttp cannot run yet');
  }
  expect(machine.calls().filter((call) => call.startsWith('npm'))).toEqual([npmForAll]);
});

test('tests start servers of their own, so PostgreSQL and Redis are brought for them, and only for them', async () => {
  const machine = makeFakeMachine();
  machine.program('bwrap', '');
  machine.let('aiohttp-is-there');
  machine.let('lists-are-there');
  // PostgreSQL may be on this machine where Debian puts it, which is no part of the fake one.
  machine.without('redis-server');
  await machine.setup('run');
  expect(machine.calls().filter((call) => call.startsWith('apt-get'))).toEqual([]);
  expect(await machine.setup('all')).toMatchObject({ code: 0 });
  expect(machine.calls().filter((call) => call.startsWith('apt-get'))).toEqual([
    `${aptGet} install --no-install-recommends redis-server`,
  ]);
});

test('where there is no apt-get, it says what to install', async () => {
  const machine = makeFakeMachine();
  for (const name of ['apt-get', 'dpkg-query']) machine.without(name);
  expect((await machine.setup('run')).stderr).toContain("install (by Debian's names) bubblewrap.");
});

test('a bubblewrap that was taken away is brought again', async () => {
  const machine = await makeSetUp('run');
  machine.without('bwrap');
  await machine.setup('run');
  expect(machine.calls()).toEqual([`${aptGet} install --no-install-recommends bubblewrap`]);
});

test('where npm is missing too, it says where to get it', async () => {
  const machine = makeFakeMachine();
  machine.without('npm');
  expect(await machine.setup('run')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Studyloop: npm is missing: install Node 24 with its npm, from nodejs.org.\n',
  });
});

async function makeSetUp(level: 'run' | 'all'): Promise<FakeMachine> {
  const machine = makeFakeMachine();
  expect(await machine.setup(level)).toMatchObject({ code: 0 });
  machine.calls();
  return machine;
}
