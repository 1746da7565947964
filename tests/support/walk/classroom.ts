import { join } from 'node:path';
import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import type { Course, Library } from '#core/course/course.ts';
import type { PythonVersion } from '#core/python-version.ts';
import { openReviewer } from '#cli/open-reviewer.ts';
import { systemClock } from '#cli/system.ts';
import { openStore } from '#store/open-store.ts';
import { temporaryFolder } from '../program.ts';
import { realLibrary } from '../real-views.ts';
import { openTestRunner } from '../test-runner.ts';

/** The app as it serves: the lesson that is shipped, a database file of its own, the sandbox and the grader. */
export interface Classroom extends AsyncDisposable {
  readonly app: App;
  readonly library: Library;
  readonly course: Course;
  /** By which programs run. */
  readonly python: PythonVersion | null;
  /** What went into the log as a warning or an error. */
  readonly troubles: readonly string[];
}

/** Questions are drawn in the same way each time. */
export async function openClassroom(): Promise<Classroom> {
  const resources = new AsyncDisposableStack();
  const folder = resources.use(await temporaryFolder());
  const runner = resources.use(await openTestRunner());
  const store = resources.use(await openStore(`sqlite:${join(folder.path, 'walk.db')}`));
  const library = realLibrary();
  const [course] = library.courses;
  if (course === undefined) throw new Error('expected a course in content/');
  const troubles: string[] = [];
  const trouble = (event: string, fields: object): void => void troubles.push(`${event} ${JSON.stringify(fields)}`);
  const log = { info: () => undefined, warn: trouble, error: trouble };
  let drawn = 0;
  const random = { seed: () => (drawn += 1) };
  const ports = { store, runner, grader: runner, reviewer: openReviewer() };
  const app = createApp({ library, ...ports, clock: systemClock, random, log });
  const python = await runner.python();
  return { app, library, course, python, troubles, [Symbol.asyncDispose]: async () => await resources.disposeAsync() };
}
