import type { App } from '../app.ts';
import type { Delivery, DeliveryOutcome } from '../delivery.ts';
import type { Say } from '../words.ts';

/** One platform's connection. */
export interface Bot {
  readonly name: string;
  /**
   * Called once by main. Connects and answers until `signal` is aborted or the platform ends the conversation;
   * settles when every reply under way has been delivered or given up.
   */
  serve(app: App, signal: AbortSignal): Promise<void>;
  /**
   * Called with what core wants sent by itself to this platform, once for each claim, while the bot serves; `say` speaks
   * the view's language. What may stand there already is looked for before it is sent. Never rejects.
   */
  deliver(delivery: Delivery, say: Say): Promise<DeliveryOutcome>;
}
