import type { CommandDeclaration } from '#core/command.ts';
import type { Request } from '#core/request.ts';

/**
 * The arguments in what was typed behind a command's name: words in declared order, the last option that people type
 * takes the rest. Quotes hold words together; a fence is the beginning of a program, which only the last option takes. What a command has no option for is handed on under its own name, so
 * that core says that there is none.
 */
export function typedArgs(command: CommandDeclaration, typed: string): Request['args'] {
  const names = typedOptions(command);
  const last = names.at(-1);
  if (last === undefined) return leftOver(typed.trim());
  const args: Record<string, string> = {};
  let rest = typed.trim();
  for (const name of names.slice(0, -1)) {
    if (rest === '') return args;
    if (command.options[last]?.kind === 'code' && /^(?:`{3}|~{3})/u.test(rest)) break;
    const { word, behind } = takeWord(rest);
    args[name] = word;
    rest = behind;
  }
  return rest === '' ? args : { ...args, [last]: command.options[last]?.kind === 'code' ? rest : unquoted(rest) };
}

/** Names of the options that people type, in the order in which they type them. */
export function typedOptions(command: CommandDeclaration): readonly string[] {
  return Object.entries(command.options).flatMap(([name, option]) => (option.about === null ? [] : [name]));
}

const leftOver = (rest: string): Request['args'] => (rest === '' ? {} : { [rest]: '' });

function takeWord(text: string): { readonly word: string; readonly behind: string } {
  const [whole = '', doubly, singly, bare] = firstWord.exec(text) ?? [];
  return { word: doubly ?? singly ?? bare ?? '', behind: text.slice(whole.length).trimStart() };
}

/** A quote that is not closed at the end of a word is a part of the word. */
const firstWord = /^(?:"([^"]*)"(?!\S)|'([^']*)'(?!\S)|(\S+))/u;

function unquoted(text: string): string {
  const [, doubly, singly] = /^(?:"([^"]*)"|'([^']*)')$/u.exec(text) ?? [];
  return doubly ?? singly ?? text;
}
