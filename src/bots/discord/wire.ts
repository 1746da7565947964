import { z } from 'zod';

/** What Discord tells us, as far as we read it; everything else that comes along is passed over. */

const attachment = z.object({ id: z.string(), filename: z.string(), size: z.number(), url: z.string() });
export type RawAttachment = z.infer<typeof attachment>;

const user = z.object({ id: z.string() });

const option = z.object({
  name: z.string(),
  type: z.number().optional(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const targetMessage = z.object({
  content: z.string(),
  attachments: z.array(attachment).catch([]),
  author: z.object({ id: z.string() }).optional().catch(undefined),
});

const commandData = z.object({
  name: z.string(),
  type: z.number(),
  target_id: z.string().optional(),
  options: z.array(option).default([]),
  resolved: z
    .object({
      attachments: z.record(z.string(), attachment).default({}),
      messages: z.record(z.string(), targetMessage).default({}),
      channels: z.record(z.string(), z.object({ name: z.string().optional() })).default({}),
    })
    .default({ attachments: {}, messages: {}, channels: {} }),
});
export type CommandData = z.infer<typeof commandData>;

const pressData = z.object({ custom_id: z.string(), values: z.array(z.string()).default([]) });
export type PressData = z.infer<typeof pressData>;
const formData = z.object({ custom_id: z.string() }).loose();

const circumstances = z.object({
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  locale: z.string().default('en-US'),
  guild_id: z.string().optional(),
  context: z.number().optional(),
  user: user.optional(),
  channel_id: z.string().optional(),
  /** `permissions`: decimal, of that person in that channel. */
  member: z.object({ user, permissions: z.string().optional().catch(undefined) }).optional(),
  /** The message that a button or a form stands under. */
  message: z.object({ id: z.string() }).optional(),
});
export type Circumstances = z.infer<typeof circumstances>;

const interaction = z.discriminatedUnion('type', [
  circumstances.extend({ type: z.literal(1) }),
  circumstances.extend({ type: z.literal(2), data: commandData }),
  circumstances.extend({ type: z.literal(3), data: pressData }),
  circumstances.extend({ type: z.literal(4), data: commandData }),
  circumstances.extend({ type: z.literal(5), data: formData }),
]);
export type RawInteraction = z.infer<typeof interaction>;

/** Null for a kind of interaction that we do not know. */
export function readInteraction(payload: unknown): RawInteraction | null {
  return interaction.safeParse(payload).data ?? null;
}

const message = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  type: z.number(),
  content: z.string(),
  author: user.extend({ bot: z.boolean().default(false) }),
  webhook_id: z.string().optional(),
  attachments: z.array(attachment).catch([]),
});
export type RawMessage = z.infer<typeof message>;

export function readMessage(payload: unknown): RawMessage | null {
  return message.safeParse(payload).data ?? null;
}

const ready = z.object({ application: z.object({ id: z.string() }), user });

/** Who we are, as the gateway says when it lets us in. */
export interface Identity {
  readonly application: string;
  readonly user: string;
}

export function readReady(payload: unknown): Identity | null {
  const read = ready.safeParse(payload).data;
  return read === undefined ? null : { application: read.application.id, user: read.user.id };
}

const guild = z.object({ id: z.string(), preferred_locale: z.string() });

const guildGone = z.object({ id: z.string(), unavailable: z.boolean().default(false) });

/** A server that the bot was removed from; null for one that is away for a while. */
export function readGuildGone(payload: unknown): string | null {
  const read = guildGone.safeParse(payload).data;
  return read === undefined || read.unavailable ? null : read.id;
}

/** A server and the language it prefers; null for one that is not there at the moment. */
export function readGuild(payload: unknown): { readonly id: string; readonly locale: string } | null {
  const read = guild.safeParse(payload).data;
  return read === undefined ? null : { id: read.id, locale: read.preferred_locale };
}
