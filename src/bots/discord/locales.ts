import { mostLocales } from './connection-limits.ts';

/** Which languages people and servers use, as far as they were heard of: messages do not say. */
export interface Locales {
  /** Of a person or of a server. */
  note(id: string, locale: string): void;
  /** Of the first of these of whom it is known, else English. */
  of(...ids: readonly (string | undefined)[]): string;
}

export function createLocales(): Locales {
  const known = new Map<string, string>();
  return {
    note(id, locale) {
      // Who is told of again is young again.
      known.delete(id);
      known.set(id, locale);
      const [oldest] = known.keys();
      if (known.size > mostLocales && oldest !== undefined) known.delete(oldest);
    },
    of: (...ids) =>
      ids.map((id) => (id === undefined ? undefined : known.get(id))).find((one) => one !== undefined) ?? 'en-US',
  };
}
