import { dailyPrompts } from './calendar/daily-prompts.ts';
import type { Kit } from './command.ts';
import type { Delivery, DeliveryOutcome } from './delivery.ts';
import { reminders } from './people/reminders.ts';
import type { Producer } from './producer.ts';

/** All there are. */
const producers: readonly Producer[] = [dailyPrompts, reminders];

/** What is to be sent now on these platforms; one producer that fails does not keep the others from being asked. */
export async function dueDeliveries(
  platforms: readonly string[],
  { kit, failed }: { readonly kit: Kit; readonly failed: (producer: string, error: unknown) => void },
): Promise<readonly Delivery[]> {
  const all: Delivery[] = [];
  for (const { name, due } of producers) {
    try {
      const desk = { kit, failed: (error: unknown) => failed(name, error) };
      for (const delivery of await due(platforms, desk)) all.push({ ...delivery, id: `${name}/${delivery.id}` });
    } catch (error) {
      failed(name, error);
    }
  }
  return all;
}

/** Tells its producer what came of a delivery. Where the bot was removed, nothing of the community is kept. */
export async function deliveryEnded(delivery: Delivery, outcome: DeliveryOutcome, kit: Kit): Promise<void> {
  const producer = producers.find(({ name }) => delivery.id.startsWith(`${name}/`));
  if (producer === undefined) throw new Error(`expected a delivery of ours, got ${delivery.id}`);
  const { platform, community } = delivery.address;
  if (outcome.kind === 'removed' && community !== null)
    return await kit.store.ownData.forgetCommunity(platform, community);
  await producer.delivered({ ...delivery, id: delivery.id.slice(producer.name.length + 1) }, outcome, kit);
}
