import type { AskedFile } from './asked.ts';
import { isProgramName } from './asked.ts';

/** Of a program sent as a file; core refuses longer ones too. */
export const mostFileBytes = 256_000;
const fileMs = 5000;

/** The text of a file that somebody sent, or why it cannot be had. */
export type FileRead =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other-kind' }
  | { readonly kind: 'too-big' }
  | { readonly kind: 'no-text' }
  | { readonly kind: 'unreachable' };

interface Reading {
  readonly signal: AbortSignal;
  /** Sent along, to the platform's own address alone. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Downloads a file from where a platform keeps it. Never more than its limit, never longer than its time. */
export async function readFile({ url, name, size }: AskedFile, { signal, headers = {} }: Reading): Promise<FileRead> {
  if (!isProgramName(name)) return { kind: 'other-kind' };
  if (size > mostFileBytes) return { kind: 'too-big' };
  try {
    const until = AbortSignal.any([signal, AbortSignal.timeout(fileMs)]);
    const response = await fetch(url, { headers, signal: until });
    // A page in the place of a file asks to log in.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    if (!response.ok || response.body === null || isPage) return { kind: 'unreachable' };
    const bytes = await readBounded(response.body);
    return bytes === null ? { kind: 'too-big' } : decode(bytes);
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Null when there is more than we take: what was announced need not be what comes. */
async function readBounded(body: ReadableStream<Uint8Array>): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > mostFileBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): FileRead {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'no-text' };
  }
}
