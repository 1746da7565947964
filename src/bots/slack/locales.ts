import { localeLifeMs, mostLocales } from './connection-limits.ts';
import type { Visit } from './visit.ts';

/** Which languages people use. */
export interface Locales {
  /** BCP 47; English while Slack does not say. */
  of(user: string, visit: Visit): Promise<string>;
}

interface Known {
  readonly locale: string;
  readonly at: number;
}

export function createLocales(): Locales {
  const known = new Map<string, Known>();
  const remember = (key: string, locale: string) => {
    known.delete(key);
    known.set(key, { locale, at: performance.now() });
    const [oldest] = known.keys();
    if (known.size > mostLocales && oldest !== undefined) known.delete(oldest);
    return locale;
  };
  return {
    async of(user, { owner, api }) {
      const key = `${owner}/${user}`;
      const before = known.get(key);
      if (before !== undefined && performance.now() - before.at < localeLifeMs) return before.locale;
      try {
        return remember(key, await api.readLocale(user));
      } catch {
        // A reply in English is better than none; it is asked for again with the next thing they do.
        return before?.locale ?? 'en-US';
      }
    },
  };
}
