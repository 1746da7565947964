import type { Language, PhraseKey } from '#core/words.ts';
import { phrases } from '#core/phrases.ts';
import { languages } from '#core/words.ts';
import type { Folder } from './folder.ts';
import { parseYaml } from './parse-yaml.ts';
import { refuseStrays } from './read-folder.ts';
import { textsFile } from './schemas.ts';
import type { Texts } from './speak.ts';

/** The bot's own words in every language, or null after what is missing or wrong has been reported. */
export function readTexts(folder: Folder): Texts | null {
  const files = languages.map((language) => `${language}.yaml`);
  refuseStrays(folder, 'texts', files);
  const texts = { en: readLanguage(folder, 'en'), zh: readLanguage(folder, 'zh') };
  return texts.en === null || texts.zh === null ? null : { en: texts.en, zh: texts.zh };
}

function readLanguage(folder: Folder, language: Language): Record<string, string> | null {
  const file = `texts/${language}.yaml`;
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, textsFile, folder.report);
  if (parsed === null) return null;
  const faults = [...missing(parsed.value, language), ...Object.entries(parsed.value).flatMap(faultsOf(language))];
  for (const { key, message } of faults) folder.report({ file, line: parsed.lineOf(key), message });
  return faults.length === 0 ? parsed.value : null;
}

interface Fault {
  readonly key: string;
  readonly message: string;
}

/** A phrase is there as it is, or in every plural form that the language has. */
function missing(texts: Readonly<Record<string, string>>, language: Language): readonly Fault[] {
  return Object.keys(phrases).flatMap((phrase) => {
    if (Object.hasOwn(texts, phrase)) return [];
    const forms = formsOf(language).map((form) => `${phrase}_${form}`);
    const lacking = forms.filter((form) => !Object.hasOwn(texts, form));
    const wanted = lacking.length === forms.length ? [phrase] : lacking;
    return wanted.map((key) => ({ key, message: `expected a phrase \`${key}\`, found none; write it.` }));
  });
}

const formsOf = (language: Language): readonly string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;

/** i18next's endings for the plural forms of a phrase with a `count`. */
const plural = /_(zero|one|two|few|many|other)$/u;

function faultsOf(language: Language): (entry: readonly [string, string]) => readonly Fault[] {
  return ([key, sentence]) => {
    const phrase = key.replace(plural, '');
    const form = plural.exec(key)?.[1];
    if (!isPhrase(phrase)) return [{ key, message: `found a phrase \`${key}\`, which nothing says; take it out.` }];
    const values: readonly string[] = phrases[phrase];
    if (form !== undefined && !(values.includes('count') && formsOf(language).includes(form))) {
      return [{ key, message: `found a plural form \`${key}\`, which is never needed; write \`${phrase}\` instead.` }];
    }
    return valueFaults(key, sentence, values);
  };
}

function valueFaults(key: string, sentence: string, values: readonly string[]): readonly Fault[] {
  const named = /\{\{\s*(.*?)\s*\}\}/gu;
  const used = [...sentence.matchAll(named)].map((match) => match[1] ?? '');
  const expected = values.map((value) => `{{${value}}}`).join(', ') || 'no value';
  const wrong = used.filter((name) => !values.includes(name)).map((name) => `{{${name}}}`);
  const loose = /[{}]/u.test(sentence.replace(named, '')) ? ['a single brace'] : [];
  return [...wrong, ...loose].map((found) => ({
    key,
    message: `\`${key}\`: expected ${expected}, found ${found}; mend it.`,
  }));
}

const isPhrase = (key: string): key is PhraseKey => Object.hasOwn(phrases, key);
