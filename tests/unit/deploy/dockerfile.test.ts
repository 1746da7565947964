import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../support/deployment.ts';
import { project } from '../../support/program.ts';

const text = (await textOf('Dockerfile')).replaceAll(/\\\n\s*/gu, '');
const instructions = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(/\s+(.*)/su, 2))
  .map(([name = '', rest = '']) => ({ name, rest }));
const given = (name: string) => instructions.filter((one) => one.name === name).map(({ rest }) => rest);
const copied = given('COPY').flatMap((rest) => rest.split(' ').slice(0, -1));

describe('the Dockerfile', () => {
  test('copies what exists, and what is kept away is not part of it', async () => {
    const sent = (await textOf('.dockerignore'))
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));

    expect(copied.filter((path) => !existsSync(join(project, path)))).toEqual([]);
    expect(copied.toSorted()).toEqual(sent.toSorted());
  });

  test('installs what setup would ask for, and the packages before the code, which changes more often', async () => {
    const setup = await textOf('bin/setup');
    const installed = text.match(/--no-install-recommends (?<names>[a-z0-9 -]+?) +&&/u)?.groups?.['names']?.split(' ');
    const order = instructions.map(({ rest }) => rest);

    expect(installed).toEqual(['bubblewrap', 'python3', 'python3-aiohttp', 'tini']);
    expect(installed?.filter((name) => !setup.includes(`$words ${name}`))).toEqual(['tini']);
    expect(order.findIndex((rest) => rest.startsWith('sh bin/setup run'))).toBeLessThan(order.indexOf('src src'));
  });

  test('starts the bot as nobody in particular, who may end it and ask how it is', () => {
    expect(given('USER')).toEqual(['studyloop']);
    expect(instructions.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      instructions.findIndex(({ name }) => name === 'ENTRYPOINT'),
    );
    expect(given('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(given('ENTRYPOINT').map((words): unknown => JSON.parse(words))).toEqual([['tini', '--', 'bin/studyloop']]);
    expect(given('HEALTHCHECK').join('')).toContain('/healthz');
    expect(text).toMatch(/METRICS_PORT=9464/u);
  });
});
