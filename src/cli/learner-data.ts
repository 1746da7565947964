import { learnerId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import { countRows, exportText } from '#core/people/export-text.ts';
import { openStore } from '#store/open-store.ts';
import { openConfig } from './open.ts';
import { systemClock } from './system.ts';
import type { Terminal } from './terminal.ts';
import { complain } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

/** `export`: all that is kept of a learner as JSON; exit code 1 when that is nothing. */
export async function exportLearner(named: string, terminal: Terminal): Promise<number> {
  const learner = readLearner(named);
  await using store = await openStore(openConfig(terminal).databaseUrl);
  const accounts = await store.accounts.of(learner);
  const data = await store.ownData.everythingOf(learner);
  if (countRows(data) === 0) return nothingOf(learner, terminal);
  terminal.stdout.write(exportText({ accounts, data, at: systemClock.now() }));
  return 0;
}

/** `forget`: deletes all that is kept of a learner; exit code 1 when there was nothing. */
export async function forgetLearner(named: string, terminal: Terminal): Promise<number> {
  const learner = readLearner(named);
  await using store = await openStore(openConfig(terminal).databaseUrl);
  const accounts = await store.accounts.of(learner);
  const rows = await store.ownData.forget(learner);
  if (rows === 0) return nothingOf(learner, terminal);
  terminal.stdout.write(
    `${rows} rows of ${accounts.join(', ')} are deleted; no byte of them is left in the database.\n`,
  );
  return 0;
}

function readLearner(named: string): LearnerId {
  if (/^[a-z]+:\S/u.test(named)) return learnerId(named);
  throw new UsageProblem(`expected an account such as discord:81… or slack:T…/U…, got "${named}".`);
}

function nothingOf(learner: LearnerId, terminal: Terminal): number {
  complain(terminal, `Nothing is kept of ${learner}.`);
  return 1;
}
