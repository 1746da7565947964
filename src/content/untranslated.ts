import type { Course } from '#core/course/course.ts';
import type { ReviewPage } from '#core/review/review-page.ts';
import type { Language } from '#core/words.ts';

/** How many of each kind lack a language somewhere, of how many; kinds that lack nothing are left out. */
export type Untranslated = Readonly<Record<string, { readonly lacking: number; readonly of: number }>>;

interface Texts {
  readonly courses: readonly Course[];
  readonly reviewPages: readonly ReviewPage[];
}

/** What translators have to do yet, per kind of content. */
export function untranslatedIn(language: Exclude<Language, 'en'>, texts: Texts): Untranslated {
  const counted = Object.entries(kindsIn(texts)).map(([kind, all]) => {
    const lacking = all.filter((one) => lacks(language, one)).length;
    return [kind, { lacking, of: all.length }] as const;
  });
  return Object.fromEntries(counted.filter(([, { lacking }]) => lacking > 0));
}

function kindsIn({ courses, reviewPages }: Texts): Readonly<Record<string, readonly unknown[]>> {
  return {
    lessons: courses.flatMap(({ lessons }) => lessons),
    concepts: courses.flatMap(({ concepts }) => concepts),
    misconceptions: courses.flatMap(({ misconceptions }) => misconceptions),
    chunks: courses.flatMap(({ chunks }) => chunks),
    quizzes: courses.flatMap(({ quizzes }) => quizzes),
    'reading entries': courses.flatMap(({ reading }) => reading.flatMap(({ entries }) => entries)),
    'review pages': reviewPages,
  };
}

/** Whether a text somewhere in a value is there in English and not in that language. */
function lacks(language: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('en' in value && !Object.hasOwn(value, language)) return true;
  return Object.values(value).some((part) => lacks(language, part));
}
