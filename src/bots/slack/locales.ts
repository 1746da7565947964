import { setTimeout as pause } from 'node:timers/promises';
import { localeLifeMs, localeMs, mostLocales, silentLocaleMs } from './connection-limits.ts';
import type { Visit } from './visit.ts';

/** Which languages people use. */
export interface Locales {
  /** BCP 47; English while Slack does not say. */
  of(user: string, visit: Visit): Promise<string>;
}

interface Known {
  readonly locale: string;
  /** On the clock of `performance.now()`. */
  readonly until: number;
}

export function createLocales(): Locales {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<string | null>>();
  const remember = (key: string, locale: string) => {
    known.delete(key);
    known.set(key, { locale, until: performance.now() + localeLifeMs });
    const [oldest] = known.keys();
    if (known.size > mostLocales && oldest !== undefined) known.delete(oldest);
    return locale;
  };
  /** Null when Slack does not say; asked once at a time for each. */
  const ask = async (key: string, user: string, { api }: Visit) => {
    const found = asking.get(key) ?? api.readLocale(user).catch(() => null);
    asking.set(key, found);
    const locale = await found;
    asking.delete(key);
    // English for a while: whoever cannot be asked about is not asked about with all that they do.
    if (locale === null) known.set(key, { locale: english, until: performance.now() + silentLocaleMs });
    return locale === null ? null : remember(key, locale);
  };
  return {
    async of(user, visit) {
      const key = `${visit.owner}/${user}`;
      const before = known.get(key);
      if (before !== undefined && performance.now() < before.until) return before.locale;
      const late = pause(localeMs, null, { ref: false });
      return (await Promise.race([ask(key, user, visit), late])) ?? before?.locale ?? english;
    },
  };
}

const english = 'en-US';
