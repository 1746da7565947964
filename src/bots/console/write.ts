import type { Writable } from 'node:stream';

/** Writes text; settles when it has been taken, or cannot be because the other side is gone (an 'error' event says so). */
export async function write(output: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    output.write(text, () => resolve());
  });
}
