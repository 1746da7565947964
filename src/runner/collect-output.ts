import type { Readable } from 'node:stream';

/** What one stream of a program said. */
export interface Output {
  /** Decoded as UTF-8; bytes that are none become replacement characters. */
  text(): string;
  /** Whether there was more than fits. */
  isCut(): boolean;
}

const FIRST_ROOM_BYTES = 4096;

/** Keeps the first `limitBytes` of `stream`, reads and forgets the rest, and calls `onCut` once when there is a rest. */
export function collectOutput(stream: Readable, limitBytes: number, onCut: () => void): Output {
  // One buffer that grows: a program that writes byte by byte would otherwise cost us an object for each.
  let bytes: Buffer = Buffer.alloc(0);
  let length = 0;
  let cut = false;
  stream.on('data', (chunk: Buffer) => {
    const kept = chunk.subarray(0, limitBytes - length);
    bytes = withRoomFor(bytes, length + kept.length);
    length += kept.copy(bytes, length);
    if (kept.length === chunk.length || cut) return;
    cut = true;
    onCut();
  });
  // A stream that breaks has ended; what came before it is what there is.
  stream.on('error', () => {});
  return { text: () => decode(bytes.subarray(0, length), cut), isCut: () => cut };
}

function withRoomFor(bytes: Buffer, neededBytes: number): Buffer {
  if (neededBytes <= bytes.length) return bytes;
  const larger = Buffer.alloc(Math.max(FIRST_ROOM_BYTES, neededBytes, bytes.length * 2));
  bytes.copy(larger);
  return larger;
}

function decode(bytes: Buffer, cut: boolean): string {
  // In the streaming mode a character of which we cut off the end is held back, not replaced.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: cut });
}
