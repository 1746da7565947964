import { expect, test } from 'vitest';
import { commands } from '#core/commands/index.ts';
import { localNames } from '#core/local-names.ts';
import { languages } from '#core/words.ts';
import { speak } from '../../support/speak.ts';

const typed = commands.filter(({ summary }) => summary !== null);
const options = typed.flatMap((command) =>
  Object.entries(command.options).flatMap(([name, { about }]) => (about === null ? [] : [name])),
);

test.each([...typed.map(({ name }) => name), ...options])(
  'what people type, such as %s, has a name in every language',
  (name) => {
    const key = localNames.get(name);
    const names = key === undefined ? [] : languages.map((language) => speak(language)(key));
    // As Discord takes them: no space, no capital, at most 32 letters.
    for (const each of names) expect(each).toMatch(/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u);
    expect(names[0]).toBe(name);
  },
);
