import type { Kit } from './command.ts';
import type { Delivery, DeliveryOutcome } from './delivery.ts';

/** Something that has messages to send by itself. */
export interface Producer {
  /** Begins the ids of its deliveries; without a slash. */
  readonly name: string;
  /**
   * What is to be sent now on these platforms, claimed: nobody else is told of it meanwhile. `failed` is told what does not
   * work of it, so that the rest is done.
   */
  readonly due: (platforms: readonly string[], desk: ProducerDesk) => Promise<readonly Delivery[]>;
  /** What came of one of them. */
  readonly delivered: (delivery: Delivery, outcome: DeliveryOutcome, kit: Kit) => Promise<void>;
}

export interface ProducerDesk {
  readonly kit: Kit;
  readonly failed: (error: unknown) => void;
}
