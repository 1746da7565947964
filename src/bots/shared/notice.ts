import { inline, quote } from '#core/inline.ts';
import type { View } from '#core/view.ts';
import { prose, view } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { FileRead } from './read-file.ts';
import { mostFileBytes } from './read-file.ts';

/** A sentence for the learner that core does not have to be asked for. */
export function notice(sentence: string): View {
  return view('', [prose(...inline(sentence))], { tone: 'warning' });
}

/** Why a file was not taken, and what to do. */
export function fileNotice(read: Exclude<FileRead, { readonly kind: 'text' }>, name: string, say: Say): View {
  switch (read.kind) {
    case 'other-kind':
      return notice(say('chat.file-other-kind', { name: quote(name) }));
    case 'too-big':
      return notice(say('chat.file-too-big', { name: quote(name), kilobytes: mostFileBytes / 1000 }));
    case 'no-text':
      return notice(say('chat.file-no-text', { name: quote(name) }));
    case 'unreachable':
      return notice(say('chat.file-unreachable', { name: quote(name) }));
  }
}
