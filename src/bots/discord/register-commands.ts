import { createHash } from 'node:crypto';
import type { App } from '#core/app.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore } from '#core/ports/store.ts';
import type { Api } from './api.ts';
import { commandBodies } from './command-bodies.ts';
import { pauseAfter, paused } from '#bots/shared/pause-between.ts';
import { reasonOf, troubleOf } from './trouble.ts';

interface Registration {
  readonly application: string;
  /** Null: everywhere. */
  readonly guild: string | null;
  readonly signal: AbortSignal;
}

interface Registry {
  readonly api: Api;
  readonly notes: NoteStore;
  readonly log: Log;
}

/** Tells Discord of the commands when they are others than last time; tries again until it is done or the bot stops. */
export async function registerCommands(app: App, where: Registration, registry: Registry): Promise<void> {
  for (let failures = 1; !where.signal.aborted; failures += 1) {
    try {
      return await registerIfChanged(app, where, registry);
    } catch (error) {
      const trouble = troubleOf(error);
      const againInMs = pauseAfter(failures, pauses);
      registry.log.warn('commands not registered', { trouble, why: reasonOf(error), againInMs });
      if (trouble === 'token-refused' || trouble === 'refused') return;
      await paused(againInMs, where.signal);
    }
  }
}

async function registerIfChanged(app: App, { application, guild }: Registration, registry: Registry): Promise<void> {
  const scope = guild === null ? 'everywhere' : 'one-server';
  const bodies = commandBodies(app.commands, { speak: app.speak, scope });
  const key = `discord:commands:${application}`;
  const digest = createHash('sha256')
    .update(JSON.stringify([guild, bodies]))
    .digest('hex');
  if ((await registry.notes.read(key)) === digest) return;
  await registry.api.putCommands(application, guild, bodies);
  await registry.notes.keep([{ key, text: digest }], Date.now());
  registry.log.info('commands registered', { count: bodies.length, scope });
}

const pauses = { firstMs: 5000, longestMs: 600_000 };
