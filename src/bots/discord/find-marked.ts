import { createHash } from 'node:crypto';
import { Routes } from 'discord.js';
import { z } from 'zod';
import type { OutgoingMessage } from './render/payload.ts';

/** Discord forgets what tells repeated messages apart within minutes: what may stand there for longer carries a mark. */
export function markOf(name: string): number {
  // A positive number of 31 bits, as Discord wants the ids of components.
  return createHash('sha256').update(name).digest().readUInt32BE(0) >>> 1 || 1;
}

/** The message with its mark. */
export function marked(content: OutgoingMessage, mark: number): OutgoingMessage {
  const [container] = content.components;
  return { ...content, components: [{ ...container, id: mark }] };
}

interface Wanted {
  readonly mark: number;
  readonly channel: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

type Get = (route: `/${string}`, query: URLSearchParams) => Promise<unknown>;

const mostPages = 5;
const pageSize = 100;
/** So much our clock may be behind Discord's. */
const slackMs = 120_000;

/** The id of the marked message; null: it is not among what was said since. */
export async function findMarked({ mark, channel, since }: Wanted, get: Get): Promise<string | null> {
  let after = snowflakeAt(since - slackMs);
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ after: String(after), limit: String(pageSize) });
    const messages = listed.parse(await get(Routes.channelMessages(channel), query));
    const found = messages.find(({ components }) => components.some(({ id }) => id === mark));
    if (found !== undefined) return found.id;
    if (messages.length < pageSize) return null;
    after = messages.reduce((latest, { id }) => (BigInt(id) > latest ? BigInt(id) : latest), after);
  }
  return null;
}

const listed = z.array(
  z.object({ id: z.string(), components: z.array(z.object({ id: z.number().optional() })).catch([]) }),
);

const firstDay = 1_420_070_400_000;

/** The smallest id that something of that time can have. */
function snowflakeAt(time: number): bigint {
  return BigInt(Math.max(0, Math.floor(time) - firstDay)) << 22n;
}
