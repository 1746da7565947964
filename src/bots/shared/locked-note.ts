import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';

const SECRET_LETTERS = 22;
const keyBytes = 32;
const tagBytes = 16;
/** Each secret locks one text alone, so that nothing has to tell two of its locks apart. */
const nonce = Buffer.alloc(12);

/** What a text is locked with, 22 letters: the same for the same text, and not to be guessed without the bot's key. */
export const secretFor = (text: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(`note ${text}`).digest('base64url').slice(0, SECRET_LETTERS);

/** Where a locked text is found; it does not tell the secret. */
export const drawerOf = (secret: string): string =>
  createHash('sha256').update(`drawer ${secret}`).digest('base64url').slice(0, SECRET_LETTERS);

/** AES-256-GCM. */
export function lock(text: string, secret: string): string {
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Null for what was not locked with this secret, or was changed since. */
export function unlock(locked: string, secret: string): string | null {
  const bytes = Buffer.from(locked, 'base64url');
  if (bytes.length < tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'studyloop note', keyBytes));
