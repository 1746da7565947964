import { expect } from 'vitest';
import { learnerId } from '#core/ids.ts';
import type { View } from '#core/view.ts';
import { wordsOf } from '../app.ts';
import type { Asked } from './calendar-model.ts';
import { choose } from './calendar-model.ts';
import { compareAllOf, compareAllOfClass, compareAsked, compareClass, comparePerson } from './compare.ts';
import {
  accountsOf,
  answer,
  attempt,
  chooseZone,
  forget,
  go,
  offerCode,
  placeOf,
  redeem,
  streakOf,
  study,
  unlink,
  zoneOf,
} from './people-model.ts';
import type { Act, Platform } from './perform.ts';
import type { Account, Person } from './population.ts';
import { zones } from './population.ts';
import { lastReminder, nextReminder } from './reminders.ts';
import { sheetOf } from './questions.ts';
import type { Year } from './year.ts';

/** What somebody may remember of before: questions that they were shown, codes that they were given. */
interface Memory {
  readonly questions: { readonly quiz: string; readonly seed: number }[];
  code: string | null;
  deleting: string | null;
}

/** What people do on a day on which they do something. */
export function learnersOf(year: Year, platform: Platform) {
  const memories = new Map<string, Memory>();
  const { chance, people } = year;
  const memoryOf = (account: string): Memory => {
    const memory = memories.get(account) ?? { questions: [], code: null, deleting: null };
    memories.set(account, memory);
    return memory;
  };

  type Doing = Pick<Act, 'command' | 'args' | 'happen'> & { readonly compare?: () => Promise<void> };

  /** By whoever has the account, in its channel or by themselves. */
  const act = (account: Account, doing: Doing): Act => {
    const { id, channel, told } = account;
    const isAlone = chance.happens(0.15);
    const alone = { platform: channel.platform, visibility: 'private' } as const;
    const there = { ...alone, visibility: 'shared', community: channel.community, channel: channel.name } as const;
    const thorough = chance.below(year.size.oneIn) === 0;
    return {
      by: id,
      told,
      place: isAlone ? alone : there,
      ...doing,
      async compare() {
        await comparePerson(year, id);
        await doing.compare?.();
        if (thorough) await compareClass(year, channel.class);
        if (thorough) await compareAllOf(year, id);
      },
    };
  };

  const zoneFor = ({ id, told }: Account) => zoneOf(people, id, told);

  const vote = (account: Account, asked: Asked): Act => {
    const sheet = sheetOf(year.course, asked.quiz, asked.seed);
    const [right = 0] = sheet.right;
    const place = chance.happens(0.6) ? right : chance.below(sheet.count);
    return act(account, {
      command: 'vote',
      args: { prompt: asked.id, pick: String(place) },
      happen(now, { request, views }) {
        const given = sheet.truthOf([place]).given[0] ?? '';
        const what = choose(asked, account.id, { given, place, request, at: now });
        if (what === 'chosen' || what === 'changed') study(people, account.id, { zone: zoneFor(account), at: now });
        const told = { chosen: 'daily.chosen', changed: 'daily.changed', spent: 'daily.spent', late: 'daily.too-late' };
        if (views !== null && what !== 'same')
          expect(wordsOf(views.at(-1)), `a vote for ${asked.id}`).toContain(told[what]);
        year.count(`votes ${what}`);
      },
      compare: () => compareAsked(year, asked),
    });
  };

  const answering = (account: Account, { quiz, seed }: { readonly quiz: string; readonly seed: number }): Act => {
    const sheet = sheetOf(year.course, quiz, seed);
    const wrong = Array.from({ length: sheet.count }, (_, at) => at).filter(() => chance.happens(0.5));
    const jumbled = sheet.right.toReversed();
    const guess = sheet.kind === 'order' ? jumbled : sheet.kind === 'one' ? [chance.below(sheet.count)] : wrong;
    const picks = chance.happens(0.65) || guess.length === 0 ? sheet.right : guess;
    const picked = sheet.kind === 'fix' ? { solution: 'yes' } : { picks: picks.join(',') };
    return act(account, {
      command: 'answer',
      args: { course: year.course.id, quiz, seed: String(seed), ...picked },
      happen(now, { views }) {
        const truth = sheet.truthOf(picks);
        const recorded = answer(people, { by: account.id, quiz, seed, at: now, ...truth });
        if (recorded === 'recorded') study(people, account.id, { zone: zoneFor(account), at: now });
        const told = wordsOf(views?.at(-1));
        if (views !== null && sheet.kind !== 'fix') {
          expect(told.includes('quiz.right-title'), `the verdict on ${quiz} ${seed} ${picks.join()}`).toBe(
            truth.correct,
          );
          expect(told.includes('quiz.first-counts'), `${quiz} ${seed} was answered`).toBe(recorded === 'again');
        }
        year.count(`answers ${recorded}`);
      },
    });
  };

  const quiz = async (account: Account): Promise<void> => {
    const memory = memoryOf(account.id);
    if (memory.questions.length > 0 && chance.happens(0.15)) {
      await platform.perform(answering(account, chance.pick(memory.questions)));
      return;
    }
    const views = await platform.perform(act(account, { command: 'quiz', args: {}, happen: () => undefined }));
    const asked = views === null ? null : questionIn(views);
    if (asked === null) return;
    memory.questions.push(asked);
    if (memory.questions.length > 4) memory.questions.shift();
    if (chance.happens(0.92)) await platform.perform(answering(account, asked));
  };

  const read = async (account: Account): Promise<void> => {
    const { course } = year;
    const [first] = course.chunks;
    if (first === undefined) return;
    if (placeOf(people, account.id) === null) {
      const happen: Act['happen'] = (now) => go(people, account.id, { from: null, to: first.id, at: now });
      await platform.perform(
        act(account, {
          command: 'lesson',
          args: { course: course.id },
          happen,
          compare: () => compareAllOf(year, account.id),
        }),
      );
      return;
    }
    const place = course.chunks.findIndex(({ id }) => id === placeOf(people, account.id)?.chunk);
    // A button further up than where they stand, at times.
    const at = chance.happens(0.2) ? Math.max(0, place - 1) : place;
    const [from, to] = [course.chunks[at], course.chunks[at + 1] ?? course.chunks[at]];
    if (from === undefined || to === undefined) return;
    const happen: Act['happen'] = (now) => {
      // Whoever stands nowhere (they were parted from the account that read) begins by that.
      const stands = placeOf(people, account.id);
      if (stands !== null) {
        people.reads.set(account.id, (people.reads.get(account.id) ?? new Set()).add(from.id));
        study(people, account.id, { zone: zoneFor(account), at: now });
      }
      go(people, account.id, { from: stands === null ? null : from.id, to: to.id, at: now });
    };
    const args = { course: course.id, from: from.id };
    await platform.perform(
      act(account, { command: 'next', args, happen, compare: () => compareAllOf(year, account.id) }),
    );
  };

  const exercise = async (account: Account): Promise<void> => {
    const { id } = chance.pick(year.course.exercises);
    const passes = chance.happens(0.4);
    const code = `# ${passes ? 'passes' : 'fails'} ${chance.below(1000)}\nx = 1\n`;
    const happen: Act['happen'] = (now, { request }) => {
      const isNew = people.attempts.get(account.id)?.some((one) => one.request === request) !== true;
      attempt(people, { by: account.id, request, exercise: id, verdict: passes ? 'passed' : 'failed', at: now });
      if (isNew) study(people, account.id, { zone: zoneFor(account), at: now });
    };
    await platform.perform(act(account, { command: 'exercise', args: { exercise: id, code }, happen }));
  };

  const timezone = async (account: Account, home: string): Promise<void> => {
    const zone = chance.happens(0.5) ? home : chance.happens(0.2) ? null : chance.pick(zones);
    const happen: Act['happen'] = (now) => {
      chooseZone(people, account.id, { zone, at: now });
      const whose = lastReminder(people, account.id);
      const row = whose === undefined ? undefined : people.reminders.get(whose);
      if (row?.minute == null) return;
      row.zone = zoneFor(account);
      row.nextAt = nextReminder(now, row.minute, row.zone);
      row.chosenAt = Math.max(now, row.chosenAt + 1);
    };
    await platform.perform(
      act(account, {
        command: 'timezone',
        args: { zone: zone ?? 'app' },
        happen,
        compare: () => compareAllOf(year, account.id),
      }),
    );
  };

  const remind = async (account: Account): Promise<void> => {
    const minute = chance.happens(0.25) ? null : chance.pick([8 * 60, 12 * 60 + 30, 18 * 60, 20 * 60 + 15]);
    const when = minute === null ? 'off' : `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    const made = act(account, {
      command: 'remind',
      args: { when },
      happen(now) {
        const before = accountsOf(people, account.id).flatMap((one) => people.reminders.get(one)?.chosenAt ?? []);
        const zone = zoneFor(account);
        people.reminders.set(account.id, {
          minute,
          zone,
          platform: account.channel.platform,
          community: made.place.community ?? null,
          nextAt: minute === null ? 0 : nextReminder(now, minute, zone),
          chosenAt: Math.max(now, ...before.map((at) => at + 1)),
        });
      },
      compare: () => compareAllOf(year, account.id),
    });
    await platform.perform(made);
  };

  const offer = async (account: Account): Promise<void> => {
    const memory = memoryOf(account.id);
    memory.code = null;
    const happen: Act['happen'] = (now, { views }) => {
      const code = views === null ? undefined : /[0-9A-Z]{5}-[0-9A-Z]{5}/u.exec(wordsOf(views.at(-1)))?.[0];
      // One that nobody saw, nobody types; those of before count no more.
      offerCode(people, account.id, { code: code ?? `unseen ${now}`, at: now });
      memory.code = code ?? null;
    };
    await platform.perform(act(account, { command: 'link', args: {}, happen }));
  };

  const typeCode = async (account: Account, code: string): Promise<void> => {
    const happen: Act['happen'] = (now, { views }) => {
      const outcome = redeem(people, account.id, { code, at: now });
      if (views !== null)
        expect(wordsOf(views.at(-1)), `what comes of the code`).toContain(
          outcome === 'linked' ? 'link.linked' : `refusal.link-${outcome}`,
        );
      year.count(`links ${outcome}`);
    };
    await platform.perform(act(account, { command: 'link', args: { code }, happen }));
  };

  const link = async ({ accounts: [one, other] }: Person): Promise<void> => {
    if (one === undefined || other === undefined) return;
    if (chance.happens(0.85)) await offer(one);
    if (chance.happens(0.1)) year.pass(year.now() - year.skew() + 11 * 60_000);
    const { code } = memoryOf(one.id);
    if (chance.happens(0.2)) await typeCode(other, `ZZZZZ-${10_000 + chance.below(80_000)}`);
    if (code !== null) await typeCode(other, code);
  };

  const part = async (account: Account): Promise<void> => {
    const happen: Act['happen'] = (_, { views }) => {
      const how = unlink(people, account.id);
      if (views !== null) expect(wordsOf(views.at(-1))).toContain(`link.${how}`);
      year.count(`parted ${how}`);
    };
    await platform.perform(
      act(account, { command: 'unlink', args: {}, happen, compare: () => compareAllOf(year, account.id) }),
    );
  };

  /** Asks to be forgotten, and confirms it. */
  const vanish = async (account: Account): Promise<void> => {
    const asked = await platform.perform(
      act(account, { command: 'mydata', args: { what: 'delete' }, happen: () => undefined }),
    );
    const code = asked === null ? undefined : /"code":"([^"]+)"/u.exec(wordsOf(asked.at(-1)))?.[1];
    if (code === undefined) return;
    const all = accountsOf(people, account.id);
    let isJustGone = false;
    const happen: Act['happen'] = (_, { views }) => {
      if (views !== null && !wordsOf(views.at(-1)).includes('forgotten')) return;
      for (const one of forget(people, account.id)) {
        for (const { votes } of year.asked.values()) votes.delete(one);
        memories.delete(one);
      }
      year.count('forgotten');
      isJustGone = true;
    };
    const compare = async () => {
      for (const one of isJustGone ? all : [])
        expect(await year.store().ownData.everythingOf(learnerId(one)), `what is left of ${one}`).toEqual({});
      // They may come back, and then there is something of them again.
      isJustGone = false;
      for (const one of all) await compareAllOf(year, one);
      for (const one of year.open) await compareAsked(year, one);
      await compareClass(year, account.channel.class);
    };
    await platform.perform(act(account, { command: 'mydata', args: { what: 'delete', code }, happen, compare }));
  };

  const progress = async (account: Account): Promise<void> => {
    const happen: Act['happen'] = (now, { views }) => {
      if (views !== null)
        checkStreak(wordsOf(views.at(-1)), streakOf(people, account.id, { zone: zoneFor(account), at: now }));
    };
    await platform.perform(act(account, { command: 'progress', args: {}, happen }));
    year.count('streaks compared');
  };

  const leaderboard = async (account: Account): Promise<void> => {
    const choice = chance.pick(['join', 'leave', 'look', 'look']);
    const name = account.id.slice(-6);
    const args = choice === 'join' ? { choice, name } : choice === 'leave' ? { choice } : {};
    const made = act(account, {
      command: 'leaderboard',
      args,
      happen(_, { views }) {
        const model = year.classes.get(account.channel.class);
        const told = wordsOf(views?.at(-1));
        if (made.place.community === undefined) return;
        const isOff = choice !== 'leave' && (model?.leaderboard ?? 'off') === 'off';
        if (views !== null) expect(told.includes('refusal.leaderboard-is-off')).toBe(isOff);
        const me = people.members.get(account.channel.class)?.get(account.id);
        if (isOff || me === undefined || choice === 'look') return;
        me.competesAs = choice === 'join' ? name : null;
      },
      compare: () => compareAllOfClass(year, account.channel.class),
    });
    await platform.perform(made);
  };

  return {
    vote,
    answering,
    quiz,
    read,
    exercise,
    timezone,
    remind,
    link,
    offer,
    typeCode,
    part,
    vanish,
    progress,
    leaderboard,
    act,
    memoryOf,
  };
}

/** The question that a view asks. */
function questionIn(views: readonly View[]): { readonly quiz: string; readonly seed: number } | null {
  const found = /"quiz":"([^"]+)","seed":"(\d+)"/u.exec(wordsOf(views.at(-1)));
  return found === null ? null : { quiz: found[1] ?? '', seed: Number(found[2]) };
}

/** The line about the streak says what was counted. */
function checkStreak(told: string, streak: ReturnType<typeof streakOf>): void {
  const { days, today, restLeft } = streak;
  if (days === 0) {
    expect(told).toContain('streak.none');
    return;
  }
  expect(told, JSON.stringify(streak)).toContain(`streak.line {\\"count\\":${days}}`);
  expect(told).toContain(`streak.today-${today}`);
  expect(told).toContain(`streak.rest {\\"count\\":${restLeft}}`);
}
