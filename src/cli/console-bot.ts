import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createConsoleBot } from '#bots/console/index.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Log } from '#core/ports/log.ts';
import { localeOf } from './locale.ts';
import { systemClock } from './system.ts';
import type { Terminal } from './terminal.ts';

/** The console bot for whoever is logged in: their name on this machine is who they are. */
export function consoleBot({ stdin, stdout, environment, project }: Terminal, log: Log): Bot {
  const session = randomUUID();
  let asked = 0;
  return createConsoleBot({
    input: stdin,
    output: stdout,
    historyFile: join(project, 'data', 'console-history'),
    terminal: environment['TERM'] === 'dumb' ? 'dumb' : 'able',
    log,
    learner: learnerId(`console:${userName()}`),
    locale: localeOf(environment),
    newRequestId: () => requestId(`console:${session}:${(asked += 1)}`),
    clock: systemClock,
  });
}

/** A user without an entry in the password file, as in some containers, has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'me';
  }
}
