import type { Suggestion } from '../command.ts';

/** A zone that was typed. */
export type ZoneRead =
  | { readonly kind: 'zone'; readonly zone: string }
  /** Not a zone, but it may be meant; the likeliest first. */
  | { readonly kind: 'perhaps'; readonly zones: readonly string[] }
  | { readonly kind: 'unknown' };

/** Zones by their names of the IANA, by a city's name alone, and by names of cities and countries that have no zone of their own. */
export function readZone(typed: string): ZoneRead {
  const wanted = bare(typed);
  const exact = byName.get(wanted) ?? elsewhere.get(wanted);
  if (exact !== undefined) return { kind: 'zone', zone: exact };
  if (wanted.length < shortest) return { kind: 'unknown' };
  const cities = zones.filter((zone) => cityOf(zone) === wanted);
  const [only] = cities;
  if (only !== undefined && cities.length === 1) return { kind: 'zone', zone: only };
  const like = zonesLike(wanted).slice(0, mostPerhaps);
  return like.length === 0 ? { kind: 'unknown' } : { kind: 'perhaps', zones: like };
}

/** Zones for what has been typed so far. */
export function suggestZones(typed: string): readonly Suggestion[] {
  const wanted = bare(typed);
  const named = [...elsewhere].filter(([name]) => name.startsWith(wanted) && wanted !== '').map(([, zone]) => zone);
  const all = wanted === '' ? common : [...new Set([...named, ...zonesLike(wanted)])];
  return all.map((zone) => ({ value: zone, label: zone }));
}

const shortest = 3;
const mostPerhaps = 4;

/** Names that were changed; `Intl` lists some zones by the old ones, people and platforms say the new ones. */
const newNames: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** All there are, by the names of today. */
const zones: readonly string[] = [
  ...new Set(
    Intl.supportedValuesOf('timeZone').flatMap((zone) => (zone === 'UTC' ? [] : (newNames.get(zone) ?? zone))),
  ),
  'UTC',
];

/** Those of most people, before anything is typed. */
const common: readonly string[] = [
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'UTC',
];

/** By what is typed of them: `europe berlin`. */
export const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_/-]+/gu, ' ');

const cityOf = (zone: string): string => bare(zone.split('/').at(-1) ?? '');

/** By their bare names, old ones too. */
export const byName: ReadonlyMap<string, string> = new Map([
  ...[...newNames].map(([old, zone]) => [bare(old), zone] as const),
  ...zones.map((zone) => [bare(zone), zone] as const),
]);

const places: Readonly<Record<string, string>> = {
  'Asia/Shanghai':
    'beijing, peking, china, shenzhen, guangzhou, hangzhou, chengdu, 中国, 北京, 上海, 深圳, 广州, 杭州, 成都',
  'Asia/Hong_Kong': '香港',
  'Asia/Taipei': 'taiwan, 台北, 台湾',
  'Asia/Tokyo': 'japan, osaka, 东京, 日本',
  'Asia/Seoul': 'korea, south korea, 首尔, 韩国',
  'Asia/Singapore': '新加坡',
  'Asia/Kolkata':
    'india, delhi, new delhi, mumbai, bombay, bangalore, bengaluru, chennai, hyderabad, calcutta, asia calcutta',
  'Asia/Kathmandu': 'nepal',
  'Asia/Ho_Chi_Minh': 'vietnam, saigon, hanoi',
  'Asia/Dubai': 'uae, abu dhabi',
  'Asia/Jerusalem': 'israel, tel aviv',
  'Europe/Berlin': 'germany, deutschland, munich, munchen, hamburg, cologne, koln, frankfurt, 柏林, 德国',
  'Europe/Zurich': 'switzerland, geneva, basel, bern',
  'Europe/Kyiv': 'ukraine, kiev, europe kiev',
  'Europe/London': 'uk, england, britain, great britain, scotland, edinburgh, manchester, 伦敦, 英国',
  'Europe/Paris': 'france, lyon, 巴黎, 法国',
  'Europe/Madrid': 'spain, barcelona',
  'Europe/Rome': 'italy, milan',
  'Europe/Amsterdam': 'netherlands, holland',
  'America/New_York': 'nyc, eastern, est, edt, boston, washington, washington dc, miami, atlanta, philadelphia, 纽约',
  'America/Chicago': 'central, cst, cdt, dallas, houston, austin',
  'America/Denver': 'mountain, mst, mdt',
  'America/Los_Angeles':
    'pacific, pst, pdt, la, san francisco, sf, seattle, san diego, silicon valley, 洛杉矶, 旧金山, 西雅图',
  'America/Toronto': 'ottawa, montreal, 多伦多',
  'America/Vancouver': '温哥华',
  'America/Sao_Paulo': 'brazil, brasil, brasilia, rio de janeiro',
  'Australia/Sydney': 'canberra, 悉尼',
  'Pacific/Auckland': 'new zealand, wellington',
  UTC: 'gmt, z, zulu, etc utc',
};

const elsewhere: ReadonlyMap<string, string> = new Map(
  Object.entries(places).flatMap(([zone, names]) => names.split(', ').map((name) => [name, zone] as const)),
);

/** By what was typed of them, made `bare`: cities that begin with it first, then anything that contains it. */
export function zonesLike(wanted: string): readonly string[] {
  const begins = zones.filter((zone) => cityOf(zone).startsWith(wanted) || bare(zone).startsWith(wanted));
  return [...begins, ...zones.filter((zone) => !begins.includes(zone) && bare(zone).includes(wanted))];
}
