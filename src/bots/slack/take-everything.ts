import type { App, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { settled } from './settled.ts';
import { reasonOf } from './trouble.ts';
import { readEventId, readSubmission } from './wire.ts';

/**
 * Whatever Slack sends is acknowledged, known to us or not: otherwise it comes again. A form that failed is not, so that it stays
 * open; nor is an event that is `unsafe` after all: it is to come again.
 */
export function acknowledgeEverything(app: App, unsafe: WeakSet<object>, log: Log): void {
  const take = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    let isAcknowledged = false;
    const ack: typeof event.ack = async (answer) => {
      // Bolt acknowledges events before anybody has heard them.
      if (readEventId(event.body) !== null) return;
      isAcknowledged = true;
      await event.ack(answer);
    };
    try {
      await take({ ...event, ack });
    } catch (error) {
      log.warn('slack event not understood', { why: reasonOf(error) });
    }
    if (unsafe.delete(event.body)) throw new Error('the event could not be kept');
    if (!isAcknowledged && readSubmission(event.body) === null) await settled(event.ack());
  };
}

/** What comes over the connection and cannot be read costs a line. The client itself would let it end the process. */
export function passOverUnreadable({ client }: SocketModeReceiver, log: Log): void {
  const readers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...given: unknown[]) => {
    for (const read of readers) {
      const reading = Promise.resolve().then(() => Reflect.apply(read, client, given));
      reading.catch((error: unknown) => log.warn('slack event not understood', { why: reasonOf(error) }));
    }
  });
}
