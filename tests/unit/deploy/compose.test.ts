import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainedNames, readCompose, settingNames, textOf, type Service } from '../../support/deployment.ts';
import { project } from '../../support/program.ts';

const { services, networks, volumes } = await readCompose();
const all = Object.entries(services);
const ours = all.filter(([, { build }]) => build !== undefined);
const runners = ['studyloop', 'worker'];
/** Of others' images. */
const foreign = new Set(['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'REDISCLI_AUTH']);

const of = (pick: (service: Service) => readonly string[] | undefined) =>
  all.flatMap(([name, service]) => (pick(service) ?? []).map((one) => [name, one] as const));

describe('compose.yaml', () => {
  test('has one service without servers for the small, and a service for each role for the large', () => {
    const named = (profile: 'small' | 'large' | 'http') =>
      all.filter(([, { profiles }]) => profiles.includes(profile)).map(([name]) => name);
    const roles = ours.map(([, { command = [] }]) => command).filter(([first]) => first === 'start');

    expect(named('small')).toEqual(['studyloop']);
    expect(named('large')).toEqual(['gateway', 'scheduler', 'worker', 'postgres', 'redis']);
    expect(named('http')).toEqual(['web']);
    expect(roles.map((command) => command.join(' '))).toEqual(
      ['web', 'gateway', 'scheduler', 'worker'].map((role) => `start --role ${role}`),
    );
  });

  test('gives nobody more than it needs: no privilege, no capability, nothing of the host', () => {
    expect(ours.filter(([, { cap_drop }]) => cap_drop?.join() !== 'ALL')).toEqual([]);
    expect(ours.filter(([, { read_only }]) => read_only !== true)).toEqual([]);
    expect(all.filter(([, { security_opt }]) => !security_opt.includes('no-new-privileges:true'))).toEqual([]);
    expect(of(({ volumes: mounted }) => mounted).filter(([, mount]) => /^[./~]/u.test(mount))).toEqual([]);
  });

  test('loosens walls only where programs run, and by files that exist', () => {
    const loosened = of(({ security_opt }) => security_opt).filter(([, one]) => one !== 'no-new-privileges:true');
    const options = [
      'seccomp=./deploy/seccomp/studyloop-worker.json',
      'apparmor=studyloop-worker',
      'systempaths=unconfined',
    ];

    expect(loosened).toEqual(runners.flatMap((name) => options.map((option) => [name, option])));
    expect(existsSync(join(project, 'deploy/seccomp/studyloop-worker.json'))).toBe(true);
  });

  test('publishes nothing but to this machine, and neither database nor queue nor worker at all', () => {
    const published = of(({ ports }) => ports);

    expect(published.map(([name]) => name)).toEqual(['studyloop', 'web']);
    expect(published.filter(([, port]) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(networks['inside']).toEqual({ internal: true });
    expect(['postgres', 'redis', 'worker'].map((name) => services[name]?.networks)).toEqual([
      ['inside'],
      ['inside'],
      ['inside'],
    ]);
  });

  test('hands the worker the queue, its key and its bounds, and no token', () => {
    expect(services['worker']?.env_file).toBeUndefined();
    expect(Object.keys(services['worker']?.environment ?? {})).toEqual(['REDIS_URL', 'SECRET_KEY', 'RUN_CONCURRENCY']);
  });

  test('names what it also declares: networks, volumes, services', () => {
    const mounted = of(({ volumes: used }) => used).map(([, mount]) => mount.split(':')[0] ?? '');
    const awaited = all.flatMap(([, { depends_on }]) => Object.keys(depends_on ?? {}));

    expect(new Set(of((one) => one.networks).map(([, name]) => name))).toEqual(new Set(Object.keys(networks)));
    expect(new Set(mounted)).toEqual(new Set(Object.keys(volumes)));
    expect(awaited.filter((name) => services[name]?.healthcheck === undefined)).toEqual([]);
  });

  test('sets only what there is, and asks only for what .env.example explains', async () => {
    const known = new Set([...(await settingNames()), ...(await explainedNames())]);
    const set = all.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    const asked = [...(await textOf('compose.yaml')).matchAll(/(?<!\$)\$\{([A-Z_]+)/gu)].map(([, name = '']) => name);

    expect(set.filter((name) => !known.has(name) && !foreign.has(name))).toEqual([]);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});
