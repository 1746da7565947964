import type { LearnerId } from '#core/ids.ts';
import type { AccountStore, LinkOffer } from '#core/ports/account-store.ts';
import type { DayStore, LocalDay, Running, StudiedDay } from '#core/ports/day-store.ts';
import type { OwnDataStore } from '#core/ports/own-data-store.ts';
import type { Reminder, ReminderClaim, ReminderStore } from '#core/ports/reminder-store.ts';
import type { LearnerStore } from '#core/ports/store.ts';
import { languages } from '#core/words.ts';
import type { MemoryTables } from './memory-tables.ts';
import { keyOf } from './memory-tables.ts';

/** All accounts of the person whose this one is. */
export type AccountsOf = (learner: LearnerId) => readonly LearnerId[];

interface Account {
  readonly learner: LearnerId;
  readonly person: number;
}

interface Offer extends LinkOffer {
  readonly used: boolean;
}

interface Tried {
  readonly learner: LearnerId;
  readonly since: number;
  readonly wrong: number;
}

export function createAccounts(tables: MemoryTables): { readonly store: AccountStore; readonly of: AccountsOf } {
  const accounts = tables.make<Account>('account', ({ learner }) => learner);
  const offers = tables.make<Offer>('link_code', ({ learner }) => learner);
  const tries = tables.make<Tried>('link_try', ({ learner }) => learner);
  let persons = 0;
  const of: AccountsOf = (learner) => {
    const mine = accounts.get(learner);
    const all = accounts.rows().filter(({ person }) => person === mine?.person);
    return mine === undefined ? [learner] : all.map((one) => one.learner).toSorted();
  };
  const store: AccountStore = {
    of: async (learner) => of(learner),
    async offer(offer) {
      offers.remove(({ until }) => until < offer.at - 24 * 3_600_000);
      offers.put({ ...offer, used: false });
    },
    async redeem({ learner, code, at }, { most, withinMs }) {
      const before = tries.get(learner);
      const late = before === undefined || at - before.since >= withinMs || before.since > at;
      const tried = late ? { learner, since: at, wrong: 0 } : before;
      if (tried.wrong >= most) return 'too-many';
      const offer = offers.rows().find((one) => one.code === code);
      const wrong = (kind: 'unknown' | 'used' | 'expired') => {
        tries.put({ ...tried, wrong: tried.wrong + 1 });
        return kind;
      };
      if (offer === undefined) return wrong('unknown');
      if (offer.learner === learner) return 'own';
      if (offer.used) return wrong('used');
      if (offer.until <= at) return wrong('expired');
      if (of(learner).includes(offer.learner)) return 'already';
      persons += 1;
      const person = persons;
      for (const one of [...of(learner), ...of(offer.learner)]) accounts.put({ learner: one, person });
      offers.put({ ...offer, used: true });
      return 'linked';
    },
    async unlink(learner) {
      const all = of(learner);
      if (all.length === 1) return 'alone';
      accounts.remove((row) => row.learner === learner || (all.length === 2 && all.includes(row.learner)));
      return 'unlinked';
    },
  };
  return { store, of };
}

interface Setting {
  readonly learner: LearnerId;
  readonly name: 'language' | 'zone';
  readonly value: string | null;
  readonly chosenAt: number;
}

export function createLearners(tables: MemoryTables, of: AccountsOf): LearnerStore {
  const settings = tables.make<Setting>('setting', ({ learner, name }) => keyOf(learner, name));
  const theirs = (learner: LearnerId, name: Setting['name']) =>
    settings
      .rows()
      .filter((row) => row.name === name && of(learner).includes(row.learner))
      .toSorted((one, other) => other.chosenAt - one.chosenAt || (one.learner < other.learner ? -1 : 1));
  const choose = (learner: LearnerId, choice: Pick<Setting, 'name' | 'value'> & { readonly at: number }) => {
    const latest = theirs(learner, choice.name)[0]?.chosenAt ?? 0;
    settings.put({ ...choice, learner, chosenAt: Math.max(choice.at, latest + 1) });
  };
  return {
    language: async (learner) => languages.find((one) => one === theirs(learner, 'language')[0]?.value) ?? null,
    chooseLanguage: async (learner, value, at) => choose(learner, { name: 'language', value, at }),
    zone: async (learner) => theirs(learner, 'zone')[0]?.value ?? null,
    chooseZone: async (learner, value, at) => choose(learner, { name: 'zone', value, at }),
  };
}

interface DayRow extends StudiedDay {
  readonly learner: LearnerId;
}

/** Puts a day of study down. */
export type PutDay = (act: { readonly learner: LearnerId; readonly day?: LocalDay; readonly at: number }) => void;

export function createDays(tables: MemoryTables, of: AccountsOf): { readonly store: DayStore; readonly put: PutDay } {
  const days = tables.make<DayRow>('studied_day', ({ learner, date, zone }) => keyOf(learner, date, zone));
  const running: Running[] = [];
  return {
    put({ learner, day, at }) {
      if (day === undefined || days.get(keyOf(learner, day.date, day.zone)) !== undefined) return;
      days.put({ learner, ...day, at });
    },
    store: {
      studied: async (learner) =>
        days
          .rows()
          .filter((row) => of(learner).includes(row.learner))
          .map(({ date, zone, at }) => ({ date, zone, at })),
      async beat(now, graceMs) {
        const around = running.filter(({ from, to }) => from <= now && to >= now - graceMs);
        const at = running.indexOf(around.toSorted((one, other) => other.from - one.from)[0] ?? { from: 0, to: 0 });
        const current = running[at];
        if (current === undefined) running.push({ from: now, to: now });
        else running[at] = { from: current.from, to: Math.max(current.to, now) };
      },
      running: async (since) => running.filter(({ to }) => to > since),
    },
  };
}

interface Chosen {
  readonly learner: LearnerId;
  readonly reminder: Reminder | null;
  readonly chosenAt: number;
}

interface Reminded {
  readonly learner: LearnerId;
  readonly date: string;
}

export function createReminders(
  tables: MemoryTables,
  of: AccountsOf,
): { readonly store: ReminderStore; readonly forgetCommunity: (platform: string, community: string) => void } {
  const chosen = tables.make<Chosen>('reminder', ({ learner }) => learner);
  const reminded = tables.make<Reminded>('reminded', ({ learner, date }) => keyOf(learner, date));
  const theirs = (learner: LearnerId) =>
    chosen
      .rows()
      .filter((row) => of(learner).includes(row.learner))
      .toSorted((one, other) => other.chosenAt - one.chosenAt || (one.learner < other.learner ? -1 : 1));
  const moveOn = ({ learner, from, next }: Omit<ReminderClaim, 'date'>): boolean => {
    const row = chosen.get(learner);
    if (row?.reminder?.nextAt !== from) return false;
    chosen.put({ ...row, reminder: { ...row.reminder, nextAt: next } });
    return true;
  };
  const store: ReminderStore = {
    async choose(choice) {
      const [learner, reminder] =
        choice.kind === 'set' ? [choice.reminder.learner, choice.reminder] : [choice.learner, null];
      const latest = theirs(learner)[0]?.chosenAt ?? 0;
      chosen.put({ learner, reminder, chosenAt: Math.max(choice.at, latest + 1) });
    },
    of: async (learner) => theirs(learner)[0]?.reminder ?? null,
    due: async (platforms, now, most) =>
      chosen
        .rows()
        .flatMap(({ reminder }) => (reminder === null ? [] : [reminder]))
        .filter(({ platform, nextAt }) => platforms.includes(platform) && nextAt <= now)
        .toSorted((one, other) => one.nextAt - other.nextAt || (one.learner < other.learner ? -1 : 1))
        .slice(0, most),
    async claim({ learner, date, ...turn }) {
      if (!moveOn({ learner, ...turn })) return 'taken';
      if (reminded.rows().some((one) => one.date === date && of(learner).includes(one.learner))) return 'had-today';
      reminded.put({ learner, date });
      return 'claimed';
    },
    async pass(turn) {
      moveOn(turn);
    },
  };
  return {
    store,
    forgetCommunity: (platform, community) =>
      void chosen.remove(({ reminder }) => reminder?.platform === platform && reminder.community === community),
  };
}

interface Asked {
  readonly learner: LearnerId;
  readonly code: string;
  readonly until: number;
}

/** Notes are forgotten by whoever keeps them. */
export function createOwnData(
  tables: MemoryTables,
  of: AccountsOf,
  forgetCommunity: (platform: string, community: string) => void,
): OwnDataStore {
  const asked = tables.make<Asked>('forget_code', ({ learner }) => learner);
  const forget = (learner: LearnerId) => of(learner).reduce((sum, one) => sum + tables.drop(one), 0);
  return {
    async everythingOf(learner) {
      const data: Record<string, Record<string, string | number | null>[]> = {};
      for (const one of of(learner)) {
        for (const [name, rows] of Object.entries(tables.of(one))) {
          data[name] = [...(data[name] ?? []), ...rows.map((row) => ({ ...row }))];
        }
      }
      return data;
    },
    askToForget: async (row) => asked.put(row),
    async confirmForget({ learner, code, now }) {
      const row = asked.get(learner);
      if (row?.code !== code || row.until <= now) return 'stale';
      forget(learner);
      return 'forgotten';
    },
    forget: async (learner) => forget(learner),
    forgetCommunity: async (platform, community) => forgetCommunity(platform, community),
  };
}
