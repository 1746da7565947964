import type { phrases } from './phrases.ts';

export type PhraseKey = keyof typeof phrases;

/** A phrase in the learner's language. Values are shown as they are: text of learners must be quoted first (`quote`). */
export type Say = <Key extends PhraseKey>(key: Key, ...values: Values<Key>) => string;

type Values<Key extends PhraseKey> = (typeof phrases)[Key] extends readonly []
  ? readonly []
  : readonly [Readonly<Record<(typeof phrases)[Key][number], string | number>>];

export type Language = 'en' | 'zh';
export const languages: readonly Language[] = ['en', 'zh'];

/** A text of the content in the languages it has; English always. */
export type Localised<Text> = { readonly en: Text } & { readonly [Other in Exclude<Language, 'en'>]?: Text };

/** The language we speak that is nearest to a platform's locale (BCP 47). */
export function languageFor(locale: string): Language {
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? 'en';
}

/** The text in that language, or English where it is not translated yet. */
export function inLanguage<Text>(localised: Localised<Text>, language: Language): Text {
  return localised[language] ?? localised.en;
}
