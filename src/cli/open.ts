import { isAbsolute, join, resolve } from 'node:path';
import { HostProblem } from '#core/host-problem.ts';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import { describeProblems } from '#content/problem.ts';
import type { Config } from '#src/config.ts';
import { readConfig } from '#src/config.ts';
import type { Terminal } from './terminal.ts';

/** The settings, with the database's path made absolute: it is meant from the project's folder, wherever one stands. */
export function openConfig({ environment, project }: Terminal): Config {
  const config = readConfig(environment);
  const path = config.databaseUrl.slice('sqlite:'.length);
  const absolute = path === ':memory:' || isAbsolute(path) ? path : resolve(project, path);
  return { ...config, databaseUrl: `sqlite:${absolute}` };
}

/** The content, or a problem that lists everything that is wrong with it. */
export function openContent({ project }: Terminal): Extract<Loaded, { readonly kind: 'loaded' }> {
  const loaded = loadLibrary(join(project, 'content'));
  if (loaded.kind === 'loaded') return loaded;
  const count = loaded.problems.length === 1 ? 'one fault' : `${loaded.problems.length} faults`;
  throw new HostProblem(`The content has ${count}:\n${describeProblems(loaded.problems)}`);
}
