import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { signatureAgeMs } from './connection-limits.ts';

/** Something that says it comes from Discord. */
export interface Signed {
  readonly signature: string | undefined;
  /** Seconds since the epoch. */
  readonly timestamp: string | undefined;
  readonly body: string;
}

/** Whether Discord signed this, and not long before `now` (epoch milliseconds). */
export function isSigned({ signature, timestamp, body }: Signed, key: KeyObject, now: number): boolean {
  if (!/^[0-9a-f]{128}$/iu.test(signature ?? '') || !/^\d{1,12}$/u.test(timestamp ?? '')) return false;
  if (Math.abs(now - Number(timestamp) * 1000) > signatureAgeMs) return false;
  return verify(null, Buffer.from(`${timestamp}${body}`), key, Buffer.from(signature ?? '', 'hex'));
}

/** The application's public key, from its 64 hexadecimal digits. */
export function readPublicKey(hex: string): KeyObject {
  const x = Buffer.from(hex, 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
