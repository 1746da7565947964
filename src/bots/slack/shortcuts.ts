import type { CommandDeclaration } from '#core/command.ts';
import type { PhraseKey } from '#core/words.ts';

/** Shortcuts of Slack's own menus, from the declarations. */
export interface Shortcut {
  readonly id: string;
  readonly type: 'global' | 'message';
  readonly name: Extract<PhraseKey, `action.${string}`> | (typeof offeredAnywhere)[keyof typeof offeredAnywhere];
  readonly about: Extract<PhraseKey, `command.${string}`>;
}

/** What helps from anywhere; Slack takes five. */
const offeredAnywhere = { lesson: 'button.continue', quiz: 'button.quiz', progress: 'button.progress' } as const;

export function shortcutsOf(commands: readonly CommandDeclaration[]): readonly Shortcut[] {
  return commands.flatMap(({ name, summary, onMessage }) => {
    if (summary === null) return [];
    const label = Object.entries(offeredAnywhere).find(([offered]) => offered === name)?.[1];
    const global: readonly Shortcut[] =
      label === undefined ? [] : [{ id: name, type: 'global', name: label, about: summary }];
    if (onMessage === null) return global;
    return [...global, { id: messageId(name), type: 'message', name: onMessage.label, about: summary }];
  });
}

const messageId = (command: string): string => `message:${command}`;

/** The command that a shortcut of messages means, and the option that takes the text; null for another shortcut. */
export function messageShortcutOf(
  id: string,
  commands: readonly CommandDeclaration[],
): { readonly command: string; readonly option: string } | null {
  const command = commands.find(({ name }) => messageId(name) === id);
  return command?.onMessage === null || command === undefined
    ? null
    : { command: command.name, option: command.onMessage.option };
}
