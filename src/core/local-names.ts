import type { PhraseKey } from './words.ts';

/** Those of names take no values. */
type NamePhrase = Extract<PhraseKey, `name.${string}`>;

/** What commands and their options are called in other languages, where a platform shows such names beside ours. */
export const localNames: ReadonlyMap<string, NamePhrase> = new Map([
  ['lesson', 'name.lesson'],
  ['next', 'name.next'],
  ['back', 'name.back'],
  ['run', 'name.run'],
  ['review', 'name.review'],
  ['explain', 'name.explain'],
  ['quiz', 'name.quiz'],
  ['exercise', 'name.exercise'],
  ['progress', 'name.progress'],
  ['reading', 'name.reading'],
  ['anki', 'name.anki'],
  ['language', 'name.language'],
  ['help', 'name.help'],
  ['setup', 'name.setup'],
  ['course', 'name.course'],
  ['chunk', 'name.chunk'],
  ['code', 'name.code'],
  ['concept', 'name.concept'],
  ['file', 'name.file'],
  ['daily', 'name.daily'],
  ['action', 'name.action'],
  ['channel', 'name.channel'],
  ['time', 'name.time'],
  ['zone', 'name.zone'],
  ['days', 'name.days'],
  ['id', 'name.id'],
  ['date', 'name.date'],
] as const);
