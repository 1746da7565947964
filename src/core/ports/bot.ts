import type { App } from '../app.ts';

/** One platform's connection. */
export interface Bot {
  readonly name: string;
  /**
   * Called once by main. Connects and answers until `signal` is aborted or the platform ends the conversation;
   * settles when every reply under way has been delivered or given up.
   */
  serve(app: App, signal: AbortSignal): Promise<void>;
}
