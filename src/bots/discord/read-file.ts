import { mostFileBytes, fileMs } from './connection-limits.ts';
import type { AskedFile } from './receive.ts';
import { isProgramName } from './receive.ts';

/** The text of a file that somebody sent, or why it cannot be had. */
export type FileRead =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other-kind' }
  | { readonly kind: 'too-big' }
  | { readonly kind: 'no-text' }
  | { readonly kind: 'unreachable' };

/** Downloads a file from where Discord keeps it. Never more than its limit, never longer than its time. */
export async function readFile({ url, name, size }: AskedFile, signal: AbortSignal): Promise<FileRead> {
  if (!isProgramName(name)) return { kind: 'other-kind' };
  if (size > mostFileBytes) return { kind: 'too-big' };
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(fileMs)]) });
    if (!response.ok || response.body === null) return { kind: 'unreachable' };
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
