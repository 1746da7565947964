import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createApp } from '#core/app.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import { createLog } from '#cli/logger.ts';
import { openReviewer } from '#cli/open-reviewer.ts';
import { systemClock, systemRandom } from '#cli/system.ts';
import { loadLibrary } from '#content/load-library.ts';
import { openStore } from '#store/open-store.ts';
import { grades } from '../../tests/support/exercises.ts';
import { createScriptedGrader } from '../../tests/support/scripted-grader.ts';
import { createScriptedRunner } from '../../tests/support/scripted-runner.ts';

/** What one interaction costs on average, where no program is run: processor, statements, bytes that stay. */
export interface ReplyCosts {
  /** Of all threads of the process. */
  readonly cpuMs: number;
  readonly reads: number;
  readonly writes: number;
  readonly bytes: number;
}

const learners = 50;
const rounds = 4;
const warmUp = 100;
const commands: readonly (readonly [string, Request['args']])[] = [
  ['lesson', { course: 'async' }],
  ['next', {}],
  ['quiz', {}],
  ['next', {}],
  ['progress', {}],
  ['help', {}],
];

/** Asks the whole bot below its platforms, on a database file of its own: fifty learners, each command four times. */
export async function measureReplies(): Promise<ReplyCosts> {
  const folder = await mkdtemp(join(tmpdir(), 'studyloop-capacity-'));
  const statements = countStatements();
  try {
    const file = join(folder, 'replies.db');
    await using store = await openStore(`sqlite:${file}`);
    const app = createApp({
      library: readLibrary(),
      store,
      runner: createScriptedRunner({}),
      grader: createScriptedGrader(grades),
      reviewer: openReviewer(),
      clock: systemClock,
      random: systemRandom,
      log: createLog('silent', { kind: 'stderr' }),
    });
    const asked = requests();
    for (const request of asked.slice(0, warmUp))
      await Array.fromAsync(app.handle(request, AbortSignal.timeout(60_000)));
    const [before, begun] = [{ ...statements.counted }, process.cpuUsage()];
    const sizeBefore = await size(file);
    const rest = asked.slice(warmUp);
    for (const request of rest) await Array.fromAsync(app.handle(request, AbortSignal.timeout(60_000)));
    const { user, system } = process.cpuUsage(begun);
    return {
      cpuMs: (user + system) / 1000 / rest.length,
      reads: (statements.counted.reads - before.reads) / rest.length,
      writes: (statements.counted.writes - before.writes) / rest.length,
      bytes: ((await size(file)) - sizeBefore) / rest.length,
    };
  } finally {
    statements.stop();
    await rm(folder, { recursive: true });
  }
}

function requests(): readonly Request[] {
  return Array.from({ length: rounds }, (_, round) =>
    commands.flatMap(([command, args], place) =>
      Array.from({ length: learners }, (__, learner) => ({
        id: requestId(`capacity-${round}-${place}-${learner}`),
        command,
        args,
        learner: learnerId(`capacity:${learner}`),
        place: { platform: 'capacity', visibility: 'private' as const },
        locale: 'en' as const,
        receivedAt: systemClock.now(),
      })),
    ),
  ).flat();
}

function readLibrary() {
  const loaded = loadLibrary('content');
  if (loaded.kind === 'problems') throw new Error('expected content without problems; `studyloop check` lists them');
  return loaded.library;
}

const size = async (file: string) => (await stat(file)).size + (await stat(`${file}-wal`)).size;

/** Every statement of the store goes through here, prepared anew each time. */
function countStatements() {
  const counted = { reads: 0, writes: 0 };
  const { prepare } = Database.prototype;
  Database.prototype.prepare = new Proxy(prepare, {
    apply(target, database, [sql]) {
      if (/^\s*(?:select|with)/iu.test(String(sql))) counted.reads += 1;
      else counted.writes += 1;
      return Reflect.apply(target, database, [sql]);
    },
  });
  return { counted, stop: () => void (Database.prototype.prepare = prepare) };
}
