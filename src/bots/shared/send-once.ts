import type { Address, Delivery, DeliveryOutcome } from '#core/delivery.ts';
import type { Log } from '#core/ports/log.ts';
import type { View } from '#core/view.ts';
import type { Expert } from './stage.ts';

/** One of the messages that a delivery is drawn as. */
export interface Part<Message> {
  /** The same for the same message, in whichever process. */
  readonly name: string;
  readonly nth: number;
  readonly message: Message;
}

/** How one platform takes a delivery. All reject with what its expert reads. */
export interface Mail<Message, Trouble extends string> {
  readonly expert: Pick<Expert<Trouble>, 'troubleOf' | 'reasonOf'>;
  /** What an error says when the bot may not see what stands there. */
  readonly unseen: ReadonlySet<Trouble | 'refused'>;
  readonly log: Log;
  /** The platform's name of where it is to stand. */
  place(address: Address): Promise<string>;
  draw(view: View): Promise<readonly Message[]>;
  /** Whether it was posted there since then (epoch milliseconds). */
  stands(part: Part<Message>, place: string, since: number): Promise<boolean>;
  /** Gives the platform's name of the message. */
  post(part: Part<Message>, place: string): Promise<string>;
  /** What else belongs to them, once all of them stand there. */
  attach(parts: readonly Part<Message>[]): Promise<void>;
  outcomeOf(error: unknown, delivery: Delivery): Promise<DeliveryOutcome>;
}

/** Sends what core wants sent by itself, once: what a process that died may have sent is looked for before. */
export async function sendOnce<Message, Trouble extends string>(
  delivery: Delivery,
  mail: Mail<Message, Trouble>,
): Promise<DeliveryOutcome> {
  try {
    const place = await mail.place(delivery.address);
    const messages = await mail.draw(delivery.view);
    const parts = messages.map((message, nth) => ({ name: `${delivery.id}#${nth}`, nth, message }));
    const missing = await missingOf(parts, { place, since: delivery.perhapsSince }, mail);
    if (missing.length > 0 && delivery.ifAbsent === 'leave') return { kind: 'absent' };
    let reference: string | null = null;
    for (const part of missing) reference = await mail.post(part, place);
    await mail.attach(missing);
    return { kind: 'delivered', reference };
  } catch (error) {
    const { troubleOf, reasonOf } = mail.expert;
    mail.log.warn('delivery failed', { delivery: delivery.id, trouble: troubleOf(error), why: reasonOf(error) });
    return await mail.outcomeOf(error, delivery);
  }
}

interface Trace {
  readonly place: string;
  /** Null: none of them was ever sent. */
  readonly since: number | null;
}

async function missingOf<Message, Trouble extends string>(
  parts: readonly Part<Message>[],
  { place, since }: Trace,
  mail: Mail<Message, Trouble>,
): Promise<readonly Part<Message>[]> {
  if (since === null) return parts;
  const missing: Part<Message>[] = [];
  for (const part of parts) if (!(await isThere(part, { place, since }, mail))) missing.push(part);
  return missing;
}

/** Where the bot may not look, what may stand there is taken to do so. */
async function isThere<Message, Trouble extends string>(
  part: Part<Message>,
  { place, since }: Trace & { readonly since: number },
  mail: Mail<Message, Trouble>,
): Promise<boolean> {
  const { unseen, expert, log } = mail;
  try {
    return await mail.stands(part, place, since);
  } catch (error) {
    const trouble = expert.troubleOf(error);
    if (!unseen.has(trouble)) throw error;
    log.warn('delivery not looked for', { trouble, why: expert.reasonOf(error) });
    return true;
  }
}
