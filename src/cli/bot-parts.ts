import { hkdfSync } from 'node:crypto';
import type { FrontDoor } from '#bots/shared/front-door.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore, RequestStore } from '#core/ports/store.ts';

/** What every bot in a chat works with. */
export interface Around {
  /** Where platforms that post to us find us. */
  readonly door: FrontDoor;
  readonly notes: NoteStore;
  readonly requests: RequestStore;
  readonly draw: Draw;
  readonly log: Log;
  /** Aborted when the process is to end. */
  readonly stopping: AbortSignal;
}

/** Where platforms that post to us are listened for, unless the settings say otherwise. */
export const usualPort = 8080;

const keyBytes = 32;

/** A key for this one purpose: the same secret gives another one for every other. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `studyloop ${purpose}`, keyBytes));
}
