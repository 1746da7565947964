import { describe, expect, test } from 'vitest';
import { explainedNames, readManifests, settingNames, textOf } from '../../support/deployment.ts';

const objects = [
  ...(await readManifests('deploy/kubernetes/studyloop.yaml')),
  ...(await readManifests('deploy/kubernetes/worker.yaml')),
];
const deployments = objects.filter((one) => one.kind === 'Deployment');
const containers = deployments.map(({ metadata, spec }) => ({
  role: metadata.name,
  container: spec.template.spec.containers[0],
}));

/** Whether what a selector asks for stands on the pods of some deployment. */
const meetsPods = (asked: Readonly<Record<string, string>>) =>
  deployments.some(({ spec }) =>
    Object.entries(asked).every(([key, value]) => spec.template.metadata.labels[key] === value),
  );

describe('the example for Kubernetes', () => {
  test('has a deployment for each role, started as that role', () => {
    expect(containers.map(({ role, container }) => [role, container.args.join(' ')])).toEqual(
      ['web', 'gateway', 'scheduler', 'worker'].map((role) => [role, `start --role ${role}`]),
    );
  });

  test('selects pods that there are', () => {
    const selectors = objects.flatMap((one) => {
      switch (one.kind) {
        case 'Namespace':
          return [];
        case 'Deployment':
        case 'PodDisruptionBudget':
          return [one.spec.selector.matchLabels];
        case 'Service':
          return [one.spec.selector];
        case 'NetworkPolicy':
          return [one.spec.podSelector.matchLabels];
      }
    });

    expect(selectors.length).toBeGreaterThan(deployments.length);
    expect(selectors.filter((asked) => !meetsPods(asked))).toEqual([]);
  });

  test('asks for health at ports that are declared and set', () => {
    for (const { container } of containers) {
      const { startupProbe, livenessProbe, readinessProbe, ports, env } = container;
      const [metrics] = ports.filter(({ name }) => name === 'metrics');

      expect(
        [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => `${httpGet.port}${httpGet.path}`),
      ).toEqual(['metrics/healthz', 'metrics/healthz', 'metrics/readyz']);
      expect(env).toContainEqual({ name: 'METRICS_PORT', value: String(metrics?.containerPort) });
      // Who asks comes from outside of the pod.
      expect(env).toContainEqual({ name: 'HTTP_HOST', value: '0.0.0.0' });
    }
    const services = objects.filter((one) => one.kind === 'Service').flatMap(({ spec }) => spec.ports);
    expect(services.map(({ targetPort }) => targetPort)).toEqual(['http']);
    expect(containers[0]?.container.env).toContainEqual({ name: 'HTTP_PORT', value: '8080' });
  });

  test('sets only what there is, and secrets by their names alone', async () => {
    const known = new Set([...(await settingNames()), ...(await explainedNames())]);
    const env = containers.flatMap(({ container }) => container.env);
    const secrets = env.filter((one) => 'valueFrom' in one);

    expect(env.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect(secrets.map(({ name }) => name)).toEqual(['REDIS_URL', 'SECRET_KEY']);
    expect(secrets.filter(({ name, valueFrom }) => valueFrom.secretKeyRef.key !== name)).toEqual([]);
  });

  test('mounts what it declares, and gives everybody time to finish', () => {
    for (const { spec } of deployments) {
      const declared = spec.template.spec.volumes.map(({ name }) => name);
      const mounted = spec.template.spec.containers[0].volumeMounts.map(({ name }) => name);

      expect(mounted.filter((name) => !declared.includes(name))).toEqual([]);
      expect(spec.template.spec.terminationGracePeriodSeconds).toBe(15);
    }
  });

  test('loosens walls for the worker alone, which has users of its own', async () => {
    const loosened = deployments.filter(({ spec }) => spec.template.spec.containers[0].securityContext.procMount);
    const [worker] = loosened;

    expect(loosened.map(({ metadata }) => metadata.name)).toEqual(['worker']);
    expect(worker?.spec.template.spec).toMatchObject({
      hostUsers: false,
      securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'studyloop-worker.json' } },
    });
    expect(await textOf('deploy/kubernetes/worker.yaml')).not.toMatch(/privileged: true|hostPath|hostNetwork/u);
  });
});
