import type { LearnerId } from '../ids.ts';

/** The platforms of accounts by the names they have for themselves, each once. */
export function platformNames(accounts: readonly LearnerId[]): string {
  const names = accounts.map((account) => {
    const platform = account.slice(0, account.indexOf(':'));
    return known.get(platform) ?? platform;
  });
  return [...new Set(names)].join(', ');
}

const known: ReadonlyMap<string, string> = new Map([
  ['discord', 'Discord'],
  ['slack', 'Slack'],
]);
