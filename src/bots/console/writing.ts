import { closesFence, beginsWithFence, openedFence } from './fence.ts';
import type { Heard } from './heard.ts';
import type { Lines } from './lines.ts';
import { textOf } from './lines.ts';

/** A program that is being typed into a form, line by line. */
export interface Writing {
  readonly typed: Lines | null;
  /** The marks that end it, where the learner opened a fence. */
  readonly fence: string | null;
  /** The program as it was given, and the lines of it that are laid before the learner one by one, from `at` on. */
  readonly initial: string;
  readonly offered: readonly string[];
  readonly at: number;
}

export type Written =
  | { readonly kind: 'more'; readonly writing: Writing }
  | { readonly kind: 'done'; readonly text: string };

/** `offers` says whether lines can be laid before the learner to be changed, which a pipe cannot. */
export function beginWriting(initial: string, offers: 'lines' | 'nothing'): Writing {
  const offered = offers === 'lines' && initial !== '' ? initial.replace(/\n$/u, '').split('\n') : [];
  return { typed: null, fence: null, initial, offered, at: 0 };
}

/** The line that is to be changed next; empty behind the last. */
export function offeredLine({ offered, at }: Writing): string {
  return offered[at] ?? '';
}

/** Adds what was heard. It is done at a line of three backticks, at the fence's end, or with the input. */
export function writeOn(heard: Exclude<Heard, { readonly kind: 'interrupt' }>, writing: Writing): Written {
  if (heard.kind === 'end') return { kind: 'done', text: wholeText(heard.text, writing) };
  const { text } = heard;
  const more = add(text, heard.from === 'paste' ? { ...writing, offered: [] } : writing);
  if (writing.fence !== null) return closesFence(text, writing.fence) ? done(more) : { kind: 'more', writing: more };
  if (writing.typed === null && beginsWithFence(text)) return openFence(text, more);
  return text.trim() === '```' ? done(writing) : { kind: 'more', writing: more };
}

function add(line: string, writing: Writing): Writing {
  return { ...writing, typed: { last: line, before: writing.typed }, at: writing.at + 1 };
}

/** A program that comes in a fence of its own replaces what was offered; core takes it out of the fence. */
function openFence(text: string, writing: Writing): Written {
  const fence = openedFence(text);
  return fence === null ? done(writing) : { kind: 'more', writing: { ...writing, fence, offered: [] } };
}

const done = ({ typed }: Writing): Written => ({ kind: 'done', text: textOf(typed) });

/** All there is: what was typed, the line being edited, and the lines that nobody came to; untouched, what was given. */
function wholeText(edited: string, { typed, offered, at, initial }: Writing): string {
  if (typed === null && edited === (offered[0] ?? '')) return initial;
  const open = at < offered.length || edited !== '' ? [edited, ...offered.slice(at + 1)] : [];
  const behind = open.reduce<Lines | null>((before, last) => ({ last, before }), typed);
  return textOf(behind);
}
