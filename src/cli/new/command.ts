import { languages } from '#core/words.ts';
import { UsageProblem } from '../usage-problem.ts';
import { listCommand, listName, listPhrase, writeSentence } from './list-command.ts';
import type { Plan } from './plan.ts';
import { readName } from './read-name.ts';

/** `streak`: a command that answers, its test, its phrase in every language, and its place in the list. */
export function planCommand(name: string): Plan {
  const identifier = identifierOf(name);
  const path = `src/core/commands/${name}.ts`;
  return {
    made: [
      { path, text: commandFile(name, identifier) },
      { path: `tests/unit/core/commands/${name}.test.ts`, text: testFile(name) },
    ],
    edited: [
      { path: 'src/core/commands/index.ts', change: (text) => listCommand(text, name, identifier) },
      { path: 'src/core/local-names.ts', change: (text) => listName(text, name) },
      { path: 'src/core/phrases.ts', change: (text) => inBothFamilies(text, name, listPhrase) },
      ...languages.map((language) => ({
        path: `content/texts/${language}.yaml`,
        change: (text: string) =>
          inBothFamilies(text, name, (one, key) =>
            writeSentence(one, key, key.startsWith('name.') ? name : sentences[language]),
          ),
      })),
    ],
    next: `write what it does into ${path}, what it is for and what it is called into content/texts, then npm test`,
  };
}

/** What it is for and what it is called, one written after the other; null when one of them finds no place. */
function inBothFamilies(
  text: string,
  name: string,
  write: (text: string, key: string) => string | null,
): string | null {
  const first = write(text, `command.${name}`);
  return first === null ? null : write(first, `name.${name}`);
}

const sentences = { en: 'Say here what it is for', zh: '在这里写它的用途' } as const;

/** Discord allows 32 characters. */
const longestName = 32;

/** The name of its value: `weekly-goal` is `weeklyGoal`. */
function identifierOf(name: string): string {
  readName(name, /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/u, 'streak');
  if (name.length > longestName) {
    throw new UsageProblem(`expected at most ${longestName} characters, \`${name}\` has ${name.length}; shorten it.`);
  }
  const identifier = name.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
  if (!spokenFor.has(identifier)) return identifier;
  throw new UsageProblem(
    `expected a name that is free in the code, \`${name}\` means something there; choose another.`,
  );
}

/** Words of the language, and names that the files written here use themselves. */
const spokenFor: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield
  commands defineCommand prose text view`.split(/\s+/u),
);

const commandFile = (name: string, identifier: string): string => `import { defineCommand } from '../command.ts';
import { prose, text, view } from '../view.ts';

/** Say here what a learner gets from it. */
export const ${identifier} = defineCommand({
  name: '${name}',
  summary: 'command.${name}',
  options: {},
  async *run({ say }) {
    yield view('/${name}', [prose(text(say('command.${name}')))]);
  },
});
`;

const testFile = (name: string): string => `import { expect, test } from 'vitest';
import { testApp, wordsOf } from '../../../support/app.ts';

test('it answers with what it is for', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('${name}'))).toContain('command.${name}');
});
`;
