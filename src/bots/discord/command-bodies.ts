import type { CommandDeclaration, Option } from '#core/command.ts';
import { localNames } from '#core/local-names.ts';
import type { Language, PhraseKey, Say } from '#core/words.ts';
import { languageFor } from '#core/words.ts';

/** Beside an option for a program stands one of this name, for a program in a file. */
export const fileOption = 'file';

interface Registration {
  readonly speak: (language: Language) => Say;
  /** `one-server`: to be used there only, and at once. */
  readonly scope: 'everywhere' | 'one-server';
}

type ShownPhrase = Extract<PhraseKey, `${'command' | 'option' | 'action'}.${string}`>;

/** What Discord is told of the commands: all that people type, and what the menu of a message offers. */
export function commandBodies(
  commands: readonly CommandDeclaration[],
  { speak, scope }: Registration,
): readonly object[] {
  const where = (command: CommandDeclaration) => ({
    ...(scope === 'everywhere' ? contextsOf(command) : {}),
    // Whom a manager made a teacher Discord does not know: what they may use is offered to all, and refused to others.
    ...(command.askedBy === 'managers' ? { default_member_permissions: manageGuild } : {}),
  });
  return [
    ...commands.flatMap((command) =>
      command.summary === null ? [] : [{ ...slashBody(command, command.summary, speak), ...where(command) }],
    ),
    ...commands.flatMap((command) =>
      command.onMessage === null
        ? []
        : [{ type: 3, ...localised('name', command.onMessage.label, speak), ...where(command) }],
    ),
  ];
}

const manageGuild = '32';

/** 0: servers; 1: alone with the bot; 2: other direct messages. Installed to 0: a server; 1: whoever uses it. */
function contextsOf({ askedBy }: CommandDeclaration) {
  switch (askedBy) {
    case 'everyone':
      return { contexts: [0, 1, 2], integration_types: [0, 1] };
    case 'teachers':
    case 'managers':
      return { contexts: [0], integration_types: [0] };
  }
}

function slashBody({ name, options }: CommandDeclaration, summary: ShownPhrase, speak: Registration['speak']) {
  return {
    type: 1,
    ...named(name, speak),
    ...localised('description', summary, speak),
    options: Object.entries(options).flatMap(([optionName, option]) => optionBodies(optionName, option, speak)),
  };
}

function optionBodies(name: string, { kind, about, suggest }: Option, speak: Registration['speak']): readonly object[] {
  if (about === null) return [];
  const typed = { type: 3, ...named(name, speak), ...localised('description', about, speak), required: false };
  switch (kind) {
    case 'text':
      return [suggest === null ? typed : { ...typed, autocomplete: true }];
    case 'person':
      return [{ ...typed, type: personType }];
    case 'channel':
      return [{ ...typed, type: 7, channel_types: writable }];
    case 'code': {
      const file = {
        type: 11,
        ...named(fileOption, speak),
        ...localised('description', 'option.file', speak),
        required: false,
      };
      return [typed, file];
    }
  }
}

/** Discord's type of an option that is a user. */
export const personType = 6;
/** Kinds of channels that a message can stand in: text, announcements, and threads of both. */
const writable = [0, 5, 10, 11, 12];

/** Discord's names of the languages that have a text other than English; who has none of them reads English. */
const locales = ['zh-CN', 'zh-TW'] as const;

function localised(property: 'name' | 'description', key: ShownPhrase, speak: Registration['speak']) {
  const english = speak('en')(key);
  const others = locales.map((locale) => [locale, speak(languageFor(locale))(key)] as const);
  return { [property]: english, [`${property}_localizations`]: Object.fromEntries(others) };
}

/** A name as it is sent back to us, and as people see it who read another language. */
function named(name: string, speak: Registration['speak']) {
  const key = localNames.get(name);
  if (key === undefined) return { name };
  const others = locales.map((locale) => [locale, speak(languageFor(locale))(key)] as const);
  return { name, name_localizations: Object.fromEntries(others) };
}
