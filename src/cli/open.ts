import { isAbsolute, join, resolve } from 'node:path';
import { HostProblem } from '#core/host-problem.ts';
import type { Library } from '#core/course/course.ts';
import { openLibrary } from '#content/kept-library.ts';
import type { Problem } from '#content/problem.ts';
import { describeProblems } from '#content/problem.ts';
import type { Config } from '#src/config.ts';
import { readConfig } from '#src/config.ts';
import type { Terminal } from './terminal.ts';

/** The settings, with the database's path made absolute: it is meant from the project's folder, wherever one stands. */
export function openConfig({ environment, project }: Terminal): Config {
  const config = readConfig(environment);
  return { ...config, databaseUrl: absoluteUrl(config.databaseUrl, project) };
}

/** A database's URL, with the path of a file meant from that folder. */
export function absoluteUrl(url: string, folder: string): string {
  if (!url.startsWith('sqlite:')) return url;
  const path = url.slice('sqlite:'.length);
  return path === ':memory:' || isAbsolute(path) ? url : `sqlite:${resolve(folder, path)}`;
}

/** The content, or a problem that lists everything that is wrong with it. */
export async function openContent({ project }: Terminal): Promise<Library> {
  const kept = join(project, 'node_modules/.cache/studyloop/library.json');
  const opened = await openLibrary(join(project, 'content'), kept);
  if (opened.kind === 'opened') return opened.library;
  throw contentProblem(opened.problems);
}

export function contentProblem(problems: readonly Problem[]): HostProblem {
  const count = problems.length === 1 ? 'one fault' : `${problems.length} faults`;
  return new HostProblem(`The content has ${count}:\n${describeProblems(problems)}`);
}
