import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal: tells texts apart without keeping them. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
