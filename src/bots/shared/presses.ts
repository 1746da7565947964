import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { LearnerId } from '#core/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Note, NoteStore } from '#core/ports/store.ts';
import type { Ask, Choice } from '#core/view.ts';
import { drawerOf, lock, secretFor, unlock } from './locked-note.ts';

/** What a button was made of, once somebody presses it. */
export type Opened =
  /** `whose`: of who presses alone, or of everybody who sees it. */
  | {
      readonly kind: 'choice';
      readonly command: string;
      readonly args: Choice['args'];
      readonly whose: 'theirs' | 'everybodys';
    }
  | { readonly kind: 'ask'; readonly ask: Ask }
  /** It is another learner's. */
  | { readonly kind: 'not-yours' }
  /** Not made by us, or under another key, or so long ago that it is forgotten. */
  | { readonly kind: 'stale' };

/** Puts into a button's id what pressing it means, so that it works after a restart and nobody can make up another. */
export interface Presses {
  /** Ids for one message's buttons; what does not fit into an id is kept when `keep` is called, before the message is sent. */
  seal(owner: LearnerId | null): Sealing;
  open(id: string, presser: LearnerId): Promise<Opened>;
}

export interface Sealing {
  /** At most 100 characters; equal buttons of the same message have different ones. */
  idOf(pressable: Choice | Ask): string;
  keep(): Promise<void>;
}

export interface PressOptions {
  /** Begins the keys of notes. */
  readonly platform: string;
  /** At least 32 bytes that only this bot knows; buttons made under another key are stale. */
  readonly key: Uint8Array;
  readonly notes: NoteStore;
  readonly clock: Clock;
}

/**
 * An id: version, seal, owner, what tells equal buttons apart, body; without dots but between them, only the body has more.
 * The body of what does not fit is the secret that its note is locked with: what learners wrote can be read with the button
 * alone, and from the store by nobody.
 */
const VERSION = 's1';
const LONGEST_ID = 100;
const SEAL_LETTERS = 10;
const OWNER_LETTERS = 6;
const ANYBODY = '-';

/** Buttons of one platform. */
export function createPresses(options: PressOptions): Presses {
  const { platform, key, notes, clock } = options;
  const digest = (text: string, letters: number) =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, letters);
  const ownerTag = (owner: LearnerId | null) => (owner === null ? ANYBODY : digest(`owner ${owner}`, OWNER_LETTERS));
  const sealed = (rest: string) => [VERSION, digest(rest, SEAL_LETTERS), rest].join('.');
  return {
    seal(owner) {
      const written = new Map<string, Note>();
      const used = new Set<string>();
      const write = (pressable: Choice | Ask) => {
        const text = JSON.stringify(pressable);
        const secret = secretFor(text, key);
        const noted = noteKey(platform, drawerOf(secret));
        written.set(noted, { key: noted, text: lock(text, secret) });
        return `n${secret}`;
      };
      return {
        idOf(pressable) {
          const idWith = (body: string) => unused(used, (nth) => sealed([ownerTag(owner), nth, body].join('.')));
          const short = 'fields' in pressable ? null : idWith(`c${encodeChoice(pressable)}`);
          const id = short === null || short.length > LONGEST_ID ? idWith(write(pressable)) : short;
          used.add(id);
          return id;
        },
        keep: async () => await notes.keep([...written.values()], clock.now()),
      };
    },
    async open(id, presser) {
      const rest = id.slice(VERSION.length + SEAL_LETTERS + 2);
      if (!isEqual(id, sealed(rest))) return stale;
      const [owner, , ...body] = rest.split('.');
      if (owner !== ANYBODY && owner !== ownerTag(presser)) return { kind: 'not-yours' };
      const opened = await openBody(body.join('.'), { notes, platform });
      return opened.kind === 'choice' ? { ...opened, whose: owner === ANYBODY ? 'everybodys' : 'theirs' } : opened;
    },
  };
}

const stale: Extract<Opened, { readonly kind: 'stale' }> = { kind: 'stale' };

/** The first of these ids that is not in use: for the first, nothing tells it apart. */
function unused(used: ReadonlySet<string>, idOf: (nth: string) => string): string {
  for (let nth = 0; ; nth += 1) {
    const id = idOf(nth === 0 ? '' : nth.toString(36));
    if (!used.has(id)) return id;
  }
}

const encodeChoice = ({ command, args }: Choice): string => `${command}?${new URLSearchParams(args).toString()}`;

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What keys of notes about a platform's buttons begin with. */
export const notesOfPresses = (platform: string): string => `${platform}:press:`;

const noteKey = (platform: string, drawer: string): string => `${notesOfPresses(platform)}${drawer}`;

interface Cabinet {
  readonly notes: NoteStore;
  readonly platform: string;
}

type Meaning =
  | Exclude<Opened, { readonly kind: 'choice' }>
  | Omit<Extract<Opened, { readonly kind: 'choice' }>, 'whose'>;

async function openBody(body: string, { notes, platform }: Cabinet): Promise<Meaning> {
  if (body.startsWith('c')) return decodeChoice(body.slice(1));
  const secret = body.slice(1);
  const locked = await notes.read(noteKey(platform, drawerOf(secret)));
  const text = locked === null ? null : unlock(locked, secret);
  if (text === null) return stale;
  const parsed = pressable.safeParse(JSON.parse(text));
  if (!parsed.success) return stale;
  const { data } = parsed;
  return 'fields' in data ? { kind: 'ask', ask: data } : { kind: 'choice', command: data.command, args: data.args };
}

function decodeChoice(encoded: string): Meaning {
  const [command = '', args = ''] = encoded.split('?', 2);
  return { kind: 'choice', command, args: Object.fromEntries(new URLSearchParams(args)) };
}

const args = z.record(z.string(), z.string());
const field = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), name: z.string(), label: z.string(), initial: z.string() }),
  z.object({ kind: z.literal('line'), name: z.string(), label: z.string() }),
  z.object({
    kind: z.literal('many-of'),
    name: z.string(),
    label: z.string(),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
]);
/** As it was written by an earlier version, perhaps: then it is stale. */
const pressable = z.union([
  z.object({ label: z.string(), title: z.string(), command: z.string(), args, fields: z.array(field) }),
  z.object({ label: z.string(), weight: z.enum(['primary', 'secondary']), command: z.string(), args }),
]);
