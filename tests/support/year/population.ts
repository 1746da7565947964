import { chanceOf } from './chance.ts';

/** Who lives through a year, and where. */
export interface Population {
  readonly persons: readonly Person[];
  readonly channels: readonly Channel[];
}

export interface Channel {
  readonly name: string;
  readonly platform: 'discord' | 'slack';
  readonly community: string;
  /** `discord/g3`. */
  readonly class: string;
  readonly zone: string;
  readonly teacher: string;
}

export interface Account {
  readonly id: string;
  readonly channel: Channel;
  /** As the platform tells it: Slack does, Discord does not. */
  readonly told: string | undefined;
}

export interface Person {
  readonly nth: number;
  readonly zone: string;
  /** One, or one on each platform. */
  readonly accounts: readonly Account[];
  /** On how many of a hundred days they do something. */
  readonly diligence: number;
}

/** From the first to the last of the clocks, with those that change by half an hour, at midnight or in the south. */
export const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/Los_Angeles',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Europe/London',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/St_Johns',
  'Asia/Tokyo',
  'Pacific/Kiritimati',
  'Pacific/Honolulu',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Australia/Adelaide',
  'Asia/Beirut',
] as const;

interface Size {
  readonly seed: number;
  readonly persons: number;
  readonly channels: number;
  readonly zones: number;
}

/** Platforms in turn; every fifth channel of a platform shares its server or workspace with the one before it. */
export function populate({ seed, persons, channels, zones: zoneCount }: Size): Population {
  const zoneAt = (nth: number): string => zones[nth % zoneCount] ?? 'UTC';
  const all = Array.from({ length: channels }, (_, nth): Channel => {
    const platform = nth % 2 === 0 ? 'discord' : 'slack';
    const place = Math.floor(nth / 2);
    const community = `${platform === 'discord' ? 'g' : 'T'}${place - Math.floor((place + 1) / 5)}`;
    const teacher = platform === 'discord' ? `discord:teacher-${community}` : `slack:${community}/teacher`;
    return { name: `c${nth}`, platform, community, class: `${platform}/${community}`, zone: zoneAt(nth), teacher };
  });
  return { channels: all, persons: Array.from({ length: persons }, (_, nth) => personAt(nth, { seed, all, zoneAt })) };
}

interface Around {
  readonly seed: number;
  readonly all: readonly Channel[];
  readonly zoneAt: (nth: number) => string;
}

function personAt(nth: number, { seed, all, zoneAt }: Around): Person {
  const chance = chanceOf(seed, 'person', nth);
  const home = all[nth % all.length] ?? chance.pick(all);
  const zone = zoneAt(nth);
  const others = all.filter(({ platform }) => platform !== home.platform);
  const second = chance.happens(0.3) && others.length > 0 ? [chance.pick(others)] : [];
  const accounts = [home, ...second].map((channel): Account => {
    const isSlack = channel.platform === 'slack';
    return {
      id: isSlack ? `slack:${channel.community}/who${nth}q` : `discord:who${nth}q`,
      channel,
      told: isSlack ? zone : undefined,
    };
  });
  return { nth, zone, accounts, diligence: chance.pick([0.95, 0.8, 0.6, 0.4, 0.2]) };
}

/** `discord/g3` as the store has it. */
export function communityFrom(name: string): { readonly platform: string; readonly community: string } {
  const [platform = '', community = ''] = name.split('/');
  return { platform, community };
}
