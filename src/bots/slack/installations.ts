import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import type { NoteStore } from '#core/ports/store.ts';

/** Where the bot is installed, with its tokens: readable with the secret alone, and for each workspace with a key of its own. */
export interface Installations extends InstallationStore {
  /** Of a workspace, or of an enterprise. */
  forget(place: Place): Promise<void>;
}

interface Place {
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  /** Installed once for all workspaces of the enterprise. */
  readonly isForAll: boolean;
}

interface Cabinet {
  readonly notes: NoteStore;
  readonly clock: Clock;
  readonly secret: string;
}

export function createInstallations({ notes, clock, secret }: Cabinet): Installations {
  const keep = async (owner: string, one: Kept | null) => {
    const key = noteKey(owner);
    await notes.keep([{ key, text: one === null ? '' : seal(JSON.stringify(one), key, secret) }], clock.now());
  };
  const find = async (owner: string): Promise<Installation | null> => {
    const key = noteKey(owner);
    const text = await notes.read(key);
    const opened = text === null || text === '' ? null : unseal(text, key, secret);
    if (opened === null) return null;
    const one = kept.parse(JSON.parse(opened));
    // Notes that nobody keeps any more are forgotten some day: this one is in use.
    if (clock.now() - one.at > refreshMs) await keep(owner, { ...one, at: clock.now() });
    return toUse(one);
  };
  return {
    async storeInstallation(installation) {
      const owner = installation.isEnterpriseInstall === true ? installation.enterprise?.id : installation.team?.id;
      if (owner === undefined) throw new Error('expected an installation of a workspace or an enterprise');
      await keep(owner, toKeep(installation, clock.now()));
    },
    async fetchInstallation(query) {
      for (const owner of ownersIn(query)) {
        const found = await find(owner);
        if (found !== null) return found;
      }
      throw new NotInstalled();
    },
    async forget({ team, enterprise, isForAll }) {
      const owner = isForAll ? enterprise : team;
      if (owner !== undefined) await keep(owner, null);
    },
  };
}

/** The bot is not installed there, or not any more. */
class NotInstalled extends Error {
  constructor() {
    super('the bot is not installed there');
    this.name = 'NotInstalled';
  }
}

const noteKey = (owner: string): string => `slack:installation:${owner}`;
const refreshMs = 30 * 24 * 3_600_000;

function ownersIn({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): readonly string[] {
  const owners = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
  return owners.filter((owner) => owner !== undefined);
}

/** What of an installation is used again. */
const kept = z.object({
  at: z.number(),
  team: z.string().nullable(),
  enterprise: z.string().nullable(),
  isForAll: z.boolean(),
  installedBy: z.string(),
  bot: z.object({
    token: z.string(),
    id: z.string(),
    userId: z.string(),
    scopes: z.array(z.string()),
    refreshToken: z.string().nullable(),
    /** Epoch seconds. */
    expiresAt: z.number().nullable(),
  }),
});
type Kept = z.infer<typeof kept>;

function toKeep({ team, enterprise, isEnterpriseInstall, user, bot }: Installation, at: number): Kept {
  if (bot === undefined) throw new Error('expected an installation with a bot');
  return {
    at,
    team: team?.id ?? null,
    enterprise: enterprise?.id ?? null,
    isForAll: isEnterpriseInstall === true,
    installedBy: user.id,
    bot: { ...bot, refreshToken: bot.refreshToken ?? null, expiresAt: bot.expiresAt ?? null },
  };
}

function toUse({ team, enterprise, isForAll, installedBy, bot }: Kept): Installation {
  const { refreshToken, expiresAt, ...lasting } = bot;
  const rotating = refreshToken === null || expiresAt === null ? {} : { refreshToken, expiresAt };
  return {
    team: team === null ? undefined : { id: team },
    enterprise: enterprise === null ? undefined : { id: enterprise },
    isEnterpriseInstall: isForAll,
    user: { id: installedBy, token: undefined, scopes: undefined },
    bot: { ...lasting, ...rotating },
    tokenType: 'bot',
    authVersion: 'v2',
  };
}

const VERSION = 'v1';
const keyBytes = 32;
const nonceBytes = 12;

function keyFor(name: string, secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `studyloop ${name}`, keyBytes));
}

function seal(text: string, name: string, secret: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFor(name, secret), nonce).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** Null for what was sealed with another secret, or changed since. */
function unseal(text: string, name: string, secret: string): string | null {
  const [version, nonce = '', tag = '', sealed = ''] = text.split('.');
  if (version !== VERSION) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(name, secret), Buffer.from(nonce, 'base64url'));
    decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
