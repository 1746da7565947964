import type { Config } from '#src/config.ts';
import { openConfig } from './open.ts';
import { serve } from './serve.ts';
import type { Terminal } from './terminal.ts';

export interface StartFlags {
  /** Comes before the setting ROLE. */
  readonly role?: Config['role'];
}

/** Starts what the role of this process asks for, and serves until it or the process is ended. */
export async function start({ role }: StartFlags, terminal: Terminal): Promise<number> {
  const environment = role === undefined ? terminal.environment : { ...terminal.environment, ROLE: role };
  const chosen = { ...terminal, environment };
  const config = openConfig(chosen);
  if (config.role === 'worker') return await (await import('./worker.ts')).worker(chosen);
  return await serve(config, chosen);
}
