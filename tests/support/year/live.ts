import { isLooked } from './calendar-model.ts';
import { accountsOf, beat } from './people-model.ts';
import { compareAll, compareAllOf, compareAllOfClass } from './compare.ts';
import { heartbeat } from './heartbeats.ts';
import { learnersOf } from './learners.ts';
import { platformOf } from './perform.ts';
import { chanceOf } from './chance.ts';
import type { Account, Channel, Person } from './population.ts';
import { communityFrom } from './population.ts';
import { teachersOf } from './teachers.ts';
import { dayMs, hourMs, minuteIn, momentOf } from './wall-clock.ts';
import type { Premises, Size, Year } from './year.ts';
import { beginYear, firstMoment } from './year.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
/** Between two times at which the bot notes that it runs; in a real year a minute. */
const graceMs = 65 * minuteMs;

/** Lives through a year, comparing what the store says with what happened behind every step; rejects where they part. */
export async function liveYear(size: Size, premises: Premises): Promise<Year> {
  const year = await beginYear(size, premises);
  const live = inhabit(year);
  for (let day = 0; day < size.days; day += 1) await orSay({ ...size, day }, () => live(day));
  await orSay({ ...size, day: size.days }, () => compareAll(year));
  return year;
}

/** A year that fails says which one it was, and on which day. */
async function orSay(
  { seed, day }: { readonly seed: number; readonly day: number },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`YEAR_SEED=${seed}, on day ${day}: ${what}`, { cause: error });
  }
}

/** What a person wants to do today. */
interface Intention {
  readonly person: Person;
  readonly at: number;
}

function inhabit(year: Year): (day: number) => Promise<void> {
  const { chance, population } = year;
  const platform = platformOf(year);
  const learners = learnersOf(year, platform);
  const teachers = teachersOf(year, platform);
  let downUntil = 0;
  let skewUntil = 0;
  const restore = new Map<string, { readonly at: number; readonly channel: Channel }>();
  let bornAgain = true;

  const running = async () => {
    await year.store().days.beat(year.now(), graceMs);
    beat(year.people, year.now(), graceMs);
  };

  const troubled = async (at: number): Promise<void> => {
    if (year.has('clocks') && skewUntil <= at && year.rarely(0.5)) {
      const sizes = [-20 * hourMs, -2 * hourMs, -10 * minuteMs, -3000, 4000, 20 * minuteMs, 5 * hourMs, 3 * dayMs];
      year.setSkew(chance.pick(sizes));
      skewUntil = at + chance.below(2 * dayMs);
      year.count('clock set wrong');
    } else if (year.skew() !== 0 && skewUntil <= at) {
      year.setSkew(0);
      year.count('clock set right');
    }
    if (year.has('downtime') && year.rarely(0.4)) {
      downUntil = at + chance.pick([hourMs, 5 * hourMs, 20 * hourMs, 3 * dayMs]);
      year.count('downtimes');
    }
    if (year.has('restarts') && year.rarely(0.6)) {
      await year.restart();
      bornAgain = true;
      year.count('restarts');
    }
  };

  const act = async (person: Person): Promise<void> => {
    const account = chance.pick(person.accounts);
    await answerPrompt(account);
    const drawn = chance.unit();
    await deeds.find(({ until }) => drawn < until)?.does(account, person);
    if (person.accounts.length > 1 && year.rarely(8)) await learners.link(person);
    if (accountsOf(year.people, account.id).length > 1 && year.rarely(8)) await learners.part(account);
    if (year.rarely(0.4)) await learners.vanish(account);
  };

  const answerPrompt = async (account: Account): Promise<void> => {
    const standing = openFor(account);
    const open = standing.filter((one) => one.revealAt > year.now());
    const wants = open.length > 0 ? chance.happens(0.85) : standing.length > 0 && chance.happens(0.05);
    if (!wants) return;
    const asked = chance.pick(open.length > 0 ? open : standing);
    await platform.perform(learners.vote(account, asked));
    if (chance.happens(0.15)) await platform.perform(learners.vote(account, asked));
  };

  /** One of them, or nothing more. */
  const deeds: readonly {
    readonly until: number;
    readonly does: (account: Account, person: Person) => Promise<void>;
  }[] = [
    { until: 0.34, does: learners.quiz },
    { until: 0.42, does: learners.read },
    { until: 0.46, does: learners.exercise },
    { until: 0.52, does: learners.progress },
    { until: 0.55, does: learners.leaderboard },
    { until: 0.57, does: learners.remind },
    { until: 0.58, does: async (account, { zone }) => await learners.timezone(account, zone) },
  ];

  /** Questions that stand in an account's channel, the latest first. */
  const openFor = ({ channel }: Account) =>
    [...year.plans.values()]
      .filter((plan) => plan.class === channel.class && plan.channel === channel.name)
      .flatMap(({ asked }) => asked.slice(-3).filter(({ ask }) => ask.stands.length > 0));

  /** Several people press at the same moment. */
  const burst = async (channel: Channel): Promise<void> => {
    const accounts = population.persons.flatMap((one) => one.accounts.filter((account) => account.channel === channel));
    const persons = new Set<number>();
    const acts = accounts.slice(0, 5).flatMap((account) => {
      const person = year.people.linked.get(account.id) ?? -accounts.indexOf(account) - 1;
      const asked = openFor(account).at(-1);
      if (asked === undefined || persons.has(person)) return [];
      persons.add(person);
      return [learners.vote(account, asked)];
    });
    if (acts.length > 1) await platform.together(acts);
  };

  const teach = async (channel: Channel): Promise<void> => {
    await schedule(channel);
    if (year.rarely(20)) await teachers.manage(channel);
    if (year.rarely(20)) await teachers.assign(channel);
    if (year.rarely(15)) await teachers.settle(channel);
    if (year.rarely(15)) await teachers.report(channel);
    if (year.rarely(15)) await burst(channel);
    await loseOrFind(channel);
    if (year.rarely(0.7)) await leave(channel);
  };

  const schedule = async (channel: Channel): Promise<void> => {
    if (teachers.plansIn(channel).length === 0 && chance.happens(0.5)) {
      await teachers.set(channel, chance.pick([9 * 60, 8 * 60 + 30, 12 * 60, 17 * 60 + 15, 2 * 60 + 30]));
    } else if (teachers.plansIn(channel).length === 1 && year.rarely(2)) {
      await teachers.set(channel, chance.pick([15 * 60, 19 * 60 + 30]));
    }
  };

  /** Channels vanish, and are there again some days later. */
  const loseOrFind = async (channel: Channel): Promise<void> => {
    const name = `${channel.class} ${channel.name}`;
    if (year.has('sending') && year.rarely(1) && !year.gone.has(name)) {
      year.gone.add(name);
      restore.set(name, { at: year.now() + 3 * dayMs, channel });
    }
    const back = restore.get(name);
    if (back !== undefined && back.at <= year.now()) {
      year.gone.delete(name);
      restore.delete(name);
      await teachers.resume(channel);
    }
  };

  /** The server removes the bot: what belonged to it is gone, what belongs to people stays. */
  const leave = async ({ class: name }: Channel): Promise<void> => {
    const { platform: of, community } = communityFrom(name);
    await year.lives()[0].app.left(of, community);
    for (const [id, plan] of year.plans) if (plan.class === name) year.plans.delete(id);
    for (const [id, one] of year.asked) {
      if (one.plan.class !== name) continue;
      year.asked.delete(id);
      year.open.delete(one);
    }
    year.people.members.delete(name);
    year.classes.delete(name);
    for (const [account, row] of year.people.reminders)
      // That somebody wants none is theirs, wherever they said so.
      if (row.minute !== null && row.platform === of && row.community === community)
        year.people.reminders.delete(account);
    await compareAllOfClass(year, name);
    year.count('servers left');
  };

  /** What is due already is not lost by what a teacher changes just then. */
  const changeDue = async (): Promise<void> => {
    for (const due of year.plans.values()) {
      const channel = population.channels.find(({ name }) => name === due.channel);
      if (channel !== undefined && isLooked(due, year.now()) && year.rarely(8)) await teachers.manage(channel);
    }
  };

  /** The bot, while it is up: it notes that it runs, forgets what is old, and its heart beats. */
  const runFor = async (at: number, quarter: number): Promise<void> => {
    const hourly = quarter % 4 === 0;
    if (hourly || bornAgain) await running();
    if (quarter === 0) await forgetOld(year);
    bornAgain = false;
    // What teachers change may come just before a beat, or behind it.
    const taught = population.channels.filter(() => chance.happens(0.01));
    const isBefore = chance.happens(0.5);
    if (isBefore) for (const channel of taught) await teach(channel);
    await changeDue();
    if (hourly || isOddQuarter(year, at) || chance.happens(0.05)) await heartbeat(year);
    if (!isBefore) for (const channel of taught) await teach(channel);
    if (chance.happens(0.2)) await platform.repeat();
  };

  return async (day) => {
    const begins = firstMoment + day * dayMs;
    const today = intentionsOf(year, day);
    for (let quarter = 0; quarter < 96; quarter += 1) {
      const at = begins + quarter * quarterMs;
      year.pass(at + 1000 + chance.below(30_000));
      if (downUntil <= at) await troubled(at);
      if (downUntil > at) {
        bornAgain = true;
        continue;
      }
      await runFor(at, quarter);
      for (const { person } of today.filter((one) => one.at >= at && one.at < at + quarterMs)) {
        year.pass(year.now() - year.skew() + 1000 + chance.below(20_000));
        await act(person);
      }
    }
    const { accounts } = chance.pick(population.persons);
    for (const { id } of accounts) await compareAllOf(year, id);
    await compareAllOfClass(year, chance.pick(population.channels).class);
  };
}

/** Beats at quarters matter where clocks differ by half hours or something is planned for them. */
function isOddQuarter({ plans, people }: Year, at: number): boolean {
  const isTime = (zone: string, minute: number) => {
    const there = minuteIn(zone, at);
    return there >= minute && there < minute + 15;
  };
  for (const { zone, minute, ended } of plans.values()) if (!ended && isTime(zone, minute)) return true;
  for (const { zone, minute } of people.reminders.values()) if (minute !== null && isTime(zone, minute)) return true;
  return false;
}

/** What platforms do not repeat any more. */
async function forgetOld(year: Year): Promise<void> {
  await year.store().requests.forgetBefore(year.now() - 7 * dayMs);
}

/** Who does something today, and when by their own clock. Their choices are their own, whoever else there is. */
function intentionsOf({ size, population, plans }: Year, day: number): readonly Intention[] {
  return population.persons.flatMap((person) => {
    const chance = chanceOf(size.seed, 'day', person.nth, day);
    // Some are away for weeks.
    const isAway = chanceOf(size.seed, 'away', person.nth, Math.floor(day / 14)).happens(0.2);
    if (isAway || !chance.happens(person.diligence)) return [];
    const times = chance.happens(0.25) ? 2 : 1;
    const date = new Date(firstMoment + day * dayMs).toISOString().slice(0, 10);
    return Array.from({ length: times }, () => {
      // Most look in when their channel has just been asked, the others when they have time.
      const isPrompted = chance.happens(0.65);
      const home = person.accounts[0]?.channel;
      const plan = [...plans.values()].find((one) => one.channel === home?.name && !one.ended);
      const local =
        isPrompted && plan !== undefined
          ? momentOf(date, plan.minute, plan.zone) + chance.below(5 * hourMs)
          : momentOf(date, 7 * 60 + chance.below(16 * 60), person.zone);
      const begin = firstMoment + day * dayMs;
      return { person, at: begin + ((((local - begin) % dayMs) + dayMs) % dayMs) };
    });
  });
}
