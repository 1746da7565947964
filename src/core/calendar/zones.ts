import type { Suggestion } from '../command.ts';

/** A zone that was typed. */
export type ZoneRead =
  | { readonly kind: 'zone'; readonly zone: string }
  /** Not a zone, but it may be meant; the likeliest first. */
  | { readonly kind: 'perhaps'; readonly zones: readonly string[] }
  | { readonly kind: 'unknown' };

/** Zones by the names of the IANA; a city alone may be meant for one. */
export function readZone(typed: string): ZoneRead {
  const wanted = bare(typed);
  const exact = canonical.get(wanted);
  if (exact !== undefined) return { kind: 'zone', zone: exact };
  if (wanted.length < shortest) return { kind: 'unknown' };
  const zones = zonesLike(wanted).slice(0, mostPerhaps);
  return zones.length === 0 ? { kind: 'unknown' } : { kind: 'perhaps', zones };
}

/** Zones for what has been typed so far. */
export function suggestZones(typed: string): readonly Suggestion[] {
  return zonesLike(bare(typed)).map((zone) => ({ value: zone, label: zone }));
}

const shortest = 3;
const mostPerhaps = 3;

const zones: readonly string[] = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

/** By what is typed of them: `europe berlin`. */
const bare = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_/-]+/gu, ' ');

const canonical: ReadonlyMap<string, string> = new Map(zones.map((zone) => [bare(zone), zone]));

/** Cities that begin with it first, then anything that contains it. */
function zonesLike(wanted: string): readonly string[] {
  const city = (zone: string) => bare(zone.split('/').at(-1) ?? '');
  const begins = zones.filter((zone) => city(zone).startsWith(wanted) || bare(zone).startsWith(wanted));
  return [...begins, ...zones.filter((zone) => !begins.includes(zone) && bare(zone).includes(wanted))];
}
