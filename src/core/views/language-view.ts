import { inline } from '../inline.ts';
import type { Choice, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Language, Say } from '../words.ts';

/** Each language by the name that it has for itself, so that whoever cannot read the rest finds it. */
export const ownNames: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };

interface Chosen {
  /** Null: as their platform says. */
  readonly chosen: Language | null;
  /** Whether it was chosen a moment ago. */
  readonly changed: boolean;
}

/** Which language is spoken, and the others there are. */
export function languageView({ chosen, changed }: Chosen, say: Say): View {
  const now = chosen === null ? say('language.now-as-app') : say('language.now', { language: ownNames[chosen] });
  const others: readonly (Language | null)[] = ['en', 'zh', null];
  return view(
    say('language.title'),
    [
      prose(...inline(now)),
      prose(...inline(say('language.what'))),
      choices(...others.filter((one) => one !== chosen).map((one) => choice(one, say)), wayOn(say)),
    ],
    { tone: changed ? 'success' : 'plain' },
  );
}

function choice(language: Language | null, say: Say): Choice {
  const label = language === null ? say('language.as-app') : ownNames[language];
  return { label, weight: 'secondary', command: 'language', args: { language: language ?? 'app' } };
}

const wayOn = (say: Say): Choice => ({
  label: say('button.lesson'),
  weight: 'primary',
  command: 'lesson',
  args: {},
});
