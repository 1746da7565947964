import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Which way a message goes: what was sealed for one way is nothing on the other. */
export type Way = 'to-client' | 'to-worker';

export interface Sealer {
  /** `message` as JSON, encrypted and authenticated for the process `to`. */
  seal(way: Way, to: string, message: unknown): Buffer;
  /** What was sealed that way for that process; undefined for anything that nobody with our secret sealed so. */
  open(way: Way, to: string, sealed: Buffer): unknown;
  /** A name that tells nothing, and is the same wherever the secret is. */
  disguise(name: string): string;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
/** Enough that no two names of one community meet, and short in each of many entries. */
const disguiseBytes = 18;

/** Seals messages between our processes with keys that follow from `secret`: one for each process and way. */
export function createSealer(secret: string): Sealer {
  const keyOf = (purpose: string, salt = '') =>
    new Uint8Array(hkdfSync('sha256', secret, salt, `studyloop runs ${purpose}`, keyBytes));
  const nameKey = keyOf('names');
  return {
    seal(way, to, message) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, keyOf(way, to), iv);
      const body = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(way, to, sealed) {
      if (sealed.length < ivBytes + tagBytes) return undefined;
      const [iv, tag] = [sealed.subarray(0, ivBytes), sealed.subarray(ivBytes, ivBytes + tagBytes)];
      const decipher = createDecipheriv(algorithm, keyOf(way, to), iv).setAuthTag(tag);
      const text = finished(() => [decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
      return text === null ? undefined : JSON.parse(text);
    },
    disguise: (name) =>
      createHmac('sha256', nameKey).update(name).digest().subarray(0, disguiseBytes).toString('base64url'),
  };
}

/** Null where the tag does not fit. */
function finished(parts: () => readonly Uint8Array[]): string | null {
  try {
    return Buffer.concat(parts()).toString('utf8');
  } catch {
    return null;
  }
}
