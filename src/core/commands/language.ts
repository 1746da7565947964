import type { Suggest } from '../command.ts';
import { defineCommand, typedText } from '../command.ts';
import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import type { Language } from '../words.ts';
import { languageView, ownNames } from '../views/language-view.ts';

/** What stands for "as my app says". */
const asApp = 'app';

const suggestLanguages: Suggest = (_, { library, language }) => [
  ...Object.entries(ownNames).map(([value, label]) => ({ value, label })),
  { value: asApp, label: library.speak(language)('language.as-app') },
];

/** Chooses the language in which the bot speaks to a learner; without one, shows what there is. */
export const language = defineCommand({
  name: 'language',
  summary: 'command.language',
  options: { language: typedText('option.language', suggestLanguages) },
  async *run(call) {
    const { args, kit, request } = call;
    if (args.language === undefined) {
      const chosen = await kit.store.learners.language(request.learner);
      yield languageView({ chosen, changed: false }, call.say);
      return;
    }
    const chosen = languageNamed(args.language);
    await kit.store.learners.chooseLanguage(request.learner, chosen, kit.clock.now());
    yield languageView({ chosen, changed: true }, chosen === null ? call.say : kit.library.speak(chosen));
  },
});

/** Null for "as my app says". */
function languageNamed(typed: string): Language | null {
  const wanted = typed.trim().toLowerCase();
  if (namesOfApp.has(wanted)) return null;
  const found = names.get(wanted);
  if (found !== undefined) return found;
  throw new Refusal('unknown-language', (say) => say('refusal.unknown-language', { language: quote(typed) }));
}

const names: ReadonlyMap<string, Language> = new Map([
  ['en', 'en'],
  ['english', 'en'],
  ['英文', 'en'],
  ['英语', 'en'],
  ['zh', 'zh'],
  ['zh-cn', 'zh'],
  ['chinese', 'zh'],
  ['simplified chinese', 'zh'],
  ['中文', 'zh'],
  ['汉语', 'zh'],
  ['简体中文', 'zh'],
]);

const namesOfApp: ReadonlySet<string> = new Set([asApp, 'auto', 'as my app says', '跟随应用']);
