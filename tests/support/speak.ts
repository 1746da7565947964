import { readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { parse } from 'yaml';
import type { Language, Say } from '#core/words.ts';

/** The sentences that learners read, as they stand in `content/texts`. */
export function speak(language: Language): Say {
  const translation = parse(readFileSync(`content/texts/${language}.yaml`, 'utf8'));
  const i18n = createInstance({
    lng: language,
    resources: { [language]: { translation } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  void i18n.init();
  const translate: (key: string, values: Readonly<Record<string, string | number>>) => string = i18n.t;
  return (key, ...[values]) => translate(key, values ?? {});
}
