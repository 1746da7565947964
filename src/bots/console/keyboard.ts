import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { ReadStream } from 'node:tty';
import type { Key } from './keys.ts';
import { createKeySplitter, isPlain } from './keys.ts';
import { leastPaste, pasteGapMs } from './limits.ts';

/** What is done with what comes from a terminal, besides the keys, which a line editor reads. */
export interface KeyboardEvents {
  readonly onPaste: (text: string) => void;
  /** Ctrl-D was pressed. */
  readonly onEnd: () => void;
  /** The terminal is gone. */
  readonly onGone: () => void;
}

export interface Keyboard {
  /** Single keys, for a line editor; sets the terminal's mode when the editor asks for it. */
  readonly keys: Readable;
  close(): void;
}

/**
 * Stands between a terminal and its line editor: pastes go around the editor's keys, which would take them letter by
 * letter (and a long line in quadratic time), and Ctrl-D does not end the editor.
 */
export function openKeyboard(input: Readable, { onPaste, onEnd, onGone }: KeyboardEvents): Keyboard {
  const keys = Object.assign(new PassThrough(), { setRawMode: rawModeOf(input) });
  const decoder = new StringDecoder('utf8');
  const split = createKeySplitter();
  const bursts = gatherBursts(onPaste);
  const hear = (key: Key): void => {
    if (bursts.takes(key)) return;
    if (key.kind === 'paste') onPaste(key.text);
    if (key.kind === 'end') onEnd();
    if (key.kind === 'typed') type(key.text, keys);
  };
  const onData = (chunk: Buffer | string): void =>
    split(typeof chunk === 'string' ? chunk : decoder.write(chunk)).forEach(hear);
  const gone = (): void => {
    bursts.flush();
    onGone();
  };
  input.on('data', onData).once('end', gone).once('error', gone);
  return {
    keys,
    close: () => {
      bursts.flush();
      input.off('data', onData).off('end', gone).off('error', gone);
      input.pause();
    },
  };
}

/**
 * Hands keys on within this call, so that keys, pastes and Ctrl-D take effect in the order in which they came; one by
 * one, since the editor takes several at once for a paste, in which Tab completes nothing.
 */
function type(text: string, keys: Readable): void {
  if (text.length >= leastPaste) keys.emit('data', text);
  else for (const key of text) keys.emit('data', key);
}

function rawModeOf(input: Readable): (raw: boolean) => void {
  return (raw) => {
    if (input instanceof ReadStream) input.setRawMode(raw);
  };
}

/** Puts together what comes in bursts, until nothing has come for a moment. */
function gatherBursts(onPaste: (text: string) => void) {
  let parts: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    const text = parts.join('');
    parts = [];
    if (text !== '') onPaste(text);
  };
  const takes = (key: Key): key is Extract<Key, { readonly kind: 'burst' }> => {
    const belongs = key.kind === 'burst' || (parts.length > 0 && key.kind === 'typed' && isPlain(key.text));
    if (!belongs) {
      flush();
      return false;
    }
    parts.push(key.text);
    clearTimeout(timer);
    timer = setTimeout(flush, pasteGapMs);
    return true;
  };
  return { flush, takes };
}
