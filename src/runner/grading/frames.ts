/** A letter that says what it is, and what it carries. `python/grading/wire.py` has the other end. */
export interface Frame {
  readonly letter: string;
  readonly payload: Buffer;
}

const HEADER_BYTES = 9;

/** As the judge reads it. */
export function frameOf(letter: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${letter}${String(payload.length).padStart(HEADER_BYTES - 1, '0')}`), payload]);
}

/** Puts frames together again, however they are cut into pieces on their way. */
export function createFrameReader(onFrame: (frame: Frame) => void): (bytes: Buffer) => void {
  let unread: Buffer = Buffer.alloc(0);
  return (bytes) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
    while (unread.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + Number(unread.toString('latin1', 1, HEADER_BYTES));
      if (unread.length < end) return;
      const frame = { letter: unread.toString('latin1', 0, 1), payload: unread.subarray(HEADER_BYTES, end) };
      unread = unread.subarray(end);
      onFrame(frame);
    }
  };
}
