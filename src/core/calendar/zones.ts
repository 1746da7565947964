import type { Suggestion } from '../command.ts';
import type { ZoneRead } from '../people/zones.ts';
import { bare, byName, zonesLike } from '../people/zones.ts';

/** Zones by the names of the IANA; a city alone may be meant for one. */
export function readZone(typed: string): ZoneRead {
  const wanted = bare(typed);
  const exact = byName.get(wanted);
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
