import { createInstance } from 'i18next';
import type { Language, Say } from '#core/words.ts';

/** The sentences of each language by phrase, plural forms under keys of their own (`…_one`, `…_other`). */
export type Texts = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** Says phrases in a language; what a language lacks is said in English. */
export function speakerOf(texts: Texts): (language: Language) => Say {
  const i18n = createInstance({
    resources: { en: { translation: texts.en }, zh: { translation: texts.zh } },
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  void i18n.init();
  return (language) => {
    const translate: Translate = i18n.getFixedT(language);
    return (key, ...[values]) => translate(key, values ?? {});
  };
}

type Translate = (key: string, values: Readonly<Record<string, string | number>>) => string;
