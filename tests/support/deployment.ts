import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { project } from './program.ts';

/** A file of the project, as text. */
export async function textOf(path: string): Promise<string> {
  return await readFile(join(project, path), 'utf8');
}

/** The names of all settings, as `src/config.ts` lists them. */
export async function settingNames(): Promise<readonly string[]> {
  const config = await textOf('src/config.ts');
  const list = config.slice(config.indexOf('const settings = z.object({'), config.indexOf('\n});'));
  return [...list.matchAll(/^ {2}([A-Z][A-Z_]*):/gmu)].map(([, name = '']) => name);
}

/** The names that `.env.example` explains. */
export async function explainedNames(): Promise<readonly string[]> {
  return [...(await textOf('.env.example')).matchAll(/^#([A-Z][A-Z_]*)=/gmu)].map(([, name = '']) => name);
}

const words = z.array(z.string());
const dependencies = z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }));
const service = z.strictObject({
  image: z.string(),
  build: z.literal('.').optional(),
  init: z.boolean().optional(),
  profiles: z.array(z.enum(['small', 'large', 'http'])).min(1),
  restart: z.literal('unless-stopped'),
  command: words.optional(),
  env_file: words.optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  ports: words.optional(),
  volumes: words.optional(),
  tmpfs: words.optional(),
  networks: words,
  cap_drop: words.optional(),
  security_opt: words,
  read_only: z.boolean().optional(),
  pids_limit: z.number().optional(),
  mem_limit: z.string().optional(),
  shm_size: z.string().optional(),
  stop_grace_period: z.string().optional(),
  depends_on: dependencies.optional(),
  healthcheck: z.strictObject({ test: words, interval: z.string(), retries: z.number() }).optional(),
});
const compose = z.object({
  name: z.string(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

/** One service of `compose.yaml`. */
export type Service = z.infer<typeof service>;

/** `compose.yaml`; what is no service, or has a key that we use nowhere, is a fault. */
export async function readCompose(): Promise<z.infer<typeof compose>> {
  return compose.parse(parse(await textOf('compose.yaml'), { merge: true }));
}

const labels = z.record(z.string(), z.string());
const probe = z.looseObject({ httpGet: z.strictObject({ path: z.string(), port: z.string() }) });
const container = z.strictObject({
  name: z.string(),
  image: z.string(),
  args: words,
  envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })).optional(),
  env: z.array(
    z.union([
      z.strictObject({ name: z.string(), value: z.string() }),
      z.strictObject({
        name: z.string(),
        valueFrom: z.strictObject({ secretKeyRef: z.strictObject({ name: z.string(), key: z.string() }) }),
      }),
    ]),
  ),
  ports: z.array(z.strictObject({ name: z.string(), containerPort: z.number() })),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  resources: z.strictObject({ requests: labels, limits: labels }),
  securityContext: z.looseObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
    procMount: z.literal('Unmasked').optional(),
  }),
  volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
});
const pod = z.looseObject({
  terminationGracePeriodSeconds: z.number(),
  automountServiceAccountToken: z.literal(false),
  hostUsers: z.boolean().optional(),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true), seccompProfile: z.record(z.string(), z.string()) }),
  containers: z.tuple([container]),
  volumes: z.array(z.strictObject({ name: z.string(), emptyDir: z.strictObject({}) })),
});
const selector = z.strictObject({ matchLabels: labels });
const metadata = z.looseObject({ name: z.string(), namespace: z.literal('studyloop') });
const port = z.strictObject({ name: z.string(), port: z.number(), targetPort: z.string() });
const object = z.discriminatedUnion('kind', [
  z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('Namespace'), metadata: z.looseObject({}) }),
  z.strictObject({
    apiVersion: z.literal('apps/v1'),
    kind: z.literal('Deployment'),
    metadata,
    spec: z.strictObject({
      replicas: z.number(),
      strategy: z.strictObject({ type: z.literal('Recreate') }).optional(),
      selector,
      template: z.strictObject({ metadata: z.strictObject({ labels }), spec: pod }),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal('v1'),
    kind: z.literal('Service'),
    metadata,
    spec: z.strictObject({ selector: labels, ports: z.array(port) }),
  }),
  z.strictObject({
    apiVersion: z.literal('policy/v1'),
    kind: z.literal('PodDisruptionBudget'),
    metadata,
    spec: z.strictObject({ minAvailable: z.number(), selector }),
  }),
  z.strictObject({
    apiVersion: z.literal('networking.k8s.io/v1'),
    kind: z.literal('NetworkPolicy'),
    metadata,
    spec: z.looseObject({ podSelector: selector, policyTypes: words }),
  }),
]);
const list = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('List'), items: z.array(object) });

/** The objects in one of our files for Kubernetes; what has another shape than we know is a fault. */
export async function readManifests(path: string): Promise<readonly z.infer<typeof object>[]> {
  const documents = parseAllDocuments(await textOf(path)).map((one) => z.union([list, object]).parse(one.toJS()));
  return documents.flatMap((one) => (one.kind === 'List' ? one.items : [one]));
}
