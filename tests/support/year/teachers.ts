import { expect } from 'vitest';
import { scheduleId } from '#core/ids.ts';
import { wordsOf } from '../app.ts';
import type { Plan } from './calendar-model.ts';
import { replan, turnAfter } from './calendar-model.ts';
import { compareAllOfClass, compareClass, comparePlan } from './compare.ts';
import type { Act, Platform } from './perform.ts';
import type { Channel } from './population.ts';
import { communityFrom } from './population.ts';
import { dateIn, daysLater, hourMs } from './wall-clock.ts';
import type { ClassModel, Year } from './year.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** What teachers do in their channels. */
export function teachersOf(year: Year, platform: Platform) {
  const { chance } = year;

  const classModel = (name: string): ClassModel => {
    const found = year.classes.get(name);
    const model = found ?? { leaderboard: 'off', goal: null, tasks: new Map(), audited: 0, perhapsAudited: 0 };
    year.classes.set(name, model);
    return model;
  };

  const act = (channel: Channel, doing: Pick<Act, 'command' | 'args' | 'happen' | 'compare'>): Act => ({
    by: channel.teacher,
    told: undefined,
    place: {
      platform: channel.platform,
      visibility: 'shared',
      community: channel.community,
      channel: channel.name,
      role: 'teacher',
    },
    // An act is written down before it is done: once more by each process that died over it.
    perhaps: () => perhapsAudited(channel),
    ...doing,
  });

  /** What is done to schedules may be refused before it is written down. */
  const perhapsAudited = (channel: Channel) => void (classModel(channel.class).perhapsAudited += 1);

  const audited = (channel: Channel, views: unknown) => {
    if (views !== null) classModel(channel.class).audited += 1;
  };

  const plansIn = (channel: Channel): readonly Plan[] =>
    [...year.plans.values()].filter(
      ({ class: name, channel: where, ended }) => name === channel.class && where === channel.name && !ended,
    );

  const set = async (channel: Channel, minute: number): Promise<void> => {
    const isWeekdays = chance.happens(0.3);
    const hours = chance.pick([null, null, 4, 12]);
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const days = isWeekdays ? 'weekdays' : 'every-day';
    const date = hours === null ? {} : { date: `${hours}h` };
    const adopt = async () => {
      const there = await year.store().calendar.schedules(communityFrom(channel.class));
      for (const one of there.filter(({ id }) => !year.plans.has(id))) {
        expect({ channel: one.channel, time: one.time, zone: one.zone }).toEqual({
          channel: channel.name,
          time,
          zone: channel.zone,
        });
        const plan: Plan = {
          id: one.id,
          class: channel.class,
          platform: channel.platform,
          channel: channel.name,
          minute,
          zone: channel.zone,
          weekdays: isWeekdays ? [1, 2, 3, 4, 5] : everyDay,
          revealMs: (hours ?? 8) * hourMs,
          teacher: channel.teacher,
          startsAt: one.createdAt,
          ended: false,
          pause: null,
          holidays: [],
          nextAt: null,
          plannedAt: one.createdAt,
          asked: [],
        };
        plan.nextAt = turnAfter(plan, one.createdAt)?.at ?? null;
        year.plans.set(plan.id, plan);
        year.count('schedules');
        await comparePlan(year, plan.id);
      }
    };
    const args = { action: 'set', time, zone: channel.zone, days, ...date };
    await platform.perform(
      act(channel, { command: 'daily', args, happen: () => perhapsAudited(channel), compare: adopt }),
    );
  };

  const change = async (
    channel: Channel,
    typed: Act['args'],
    how: (plan: Plan, now: number) => 'changed' | 'same',
  ): Promise<void> => {
    const plans = plansIn(channel);
    if (plans.length === 0) return;
    const plan = chance.pick(plans);
    const happen: Act['happen'] = (now) => {
      perhapsAudited(channel);
      // What comes late, when it has been stopped, changes nothing any more.
      if (!plan.ended && how(plan, now) === 'changed') replan(plan, now);
    };
    const args = { ...typed, id: plan.id };
    await platform.perform(act(channel, { command: 'daily', args, happen, compare: () => comparePlan(year, plan.id) }));
    year.count(`teacher ${typed['action'] ?? ''}`);
  };

  const manage = async (channel: Channel): Promise<void> => {
    const today = dateIn(channel.zone, year.now());
    const doing = chance.pick(['pause', 'resume', 'holidays', 'stop', 'list', 'reveal', 'reveal'] as const);
    switch (doing) {
      case 'pause': {
        const date = daysLater(today, 1 + chance.below(6));
        return await change(channel, { action: 'pause', date }, (plan, now) => {
          if (date <= dateIn(plan.zone, now)) return 'same';
          plan.pause = date;
          return 'changed';
        });
      }
      case 'resume':
        return await resume(channel);
      case 'holidays': {
        const dates = [daysLater(today, chance.below(3)), daysLater(today, chance.below(10))];
        return await change(channel, { action: 'holidays', date: dates.join(',') }, (plan, now) => {
          const ahead = [...plan.holidays, ...dates].filter((date) => date >= dateIn(plan.zone, now));
          plan.holidays = [...new Set(ahead)].toSorted();
          return 'changed';
        });
      }
      case 'stop':
        if (!chance.happens(0.3)) return;
        await change(channel, { action: 'stop' }, (plan) => {
          plan.ended = true;
          return 'changed';
        });
        return;
      case 'list':
        return await change(channel, { action: 'list' }, () => 'same');
      case 'reveal':
        return await reveal(channel);
    }
  };

  const resume = async (channel: Channel): Promise<void> =>
    await change(channel, { action: 'resume' }, (plan, now) => {
      plan.pause = null;
      plan.startsAt = now;
      return 'changed';
    });

  const reveal = async (channel: Channel): Promise<void> => {
    const plans = plansIn(channel);
    if (plans.length === 0) return;
    const plan = chance.pick(plans);
    const happen: Act['happen'] = (now) => {
      perhapsAudited(channel);
      const open = plan.asked.filter((one) => !one.closed);
      const last = open.toSorted((one, other) => (one.date < other.date ? 1 : -1))[0];
      if (last === undefined || last.revealAt <= now) return;
      last.revealAt = now;
      last.reveal.heldUntil = -Infinity;
    };
    const before = plan.asked.filter((one) => !one.closed);
    const compare = async () => {
      for (const one of before) {
        const prompt = (await year.store().prompts.recent(scheduleId(plan.id), 12)).find(({ id }) => id === one.id);
        if (prompt !== undefined) expect(prompt.revealAt, `when ${one.id} is told`).toBe(one.revealAt);
      }
    };
    await platform.perform(
      act(channel, { command: 'daily', args: { action: 'reveal', id: plan.id }, happen, compare }),
    );
    year.count('teacher reveal');
  };

  const assign = async (channel: Channel): Promise<void> => {
    const { course } = year;
    const model = classModel(channel.class);
    const compare = () => compareAllOfClass(year, channel.class);
    if (model.tasks.size > 3 || (model.tasks.size > 0 && chance.happens(0.2))) {
      const item = chance.pick([...model.tasks.keys()]);
      const happen: Act['happen'] = (_, { views }) => {
        audited(channel, views);
        model.tasks.delete(item);
      };
      await platform.perform(act(channel, { command: 'assign', args: { what: `remove ${item}` }, happen, compare }));
      return;
    }
    const item = chance.happens(0.5) ? chance.pick(course.exercises).id : (course.chunks[chance.below(12)]?.id ?? '');
    const due = `${daysLater(dateIn('UTC', year.now()), 7)}T18:00`;
    const happen: Act['happen'] = (_, { views }) => {
      audited(channel, views);
      model.tasks.set(item, due);
    };
    const args = { what: item, due: due.replace('T', ' ') };
    await platform.perform(act(channel, { command: 'assign', args, happen, compare }));
  };

  const settle = async (channel: Channel): Promise<void> => {
    const model = classModel(channel.class);
    const compare = () => compareAllOfClass(year, channel.class);
    if (chance.happens(0.5)) {
      const goal = { concepts: 1 + chance.below(9), percent: 50 + 10 * chance.below(5) };
      const happen: Act['happen'] = (_, { views }) => {
        audited(channel, views);
        model.goal = goal;
      };
      const args = { goal: `${goal.concepts} concepts ${goal.percent}%` };
      await platform.perform(act(channel, { command: 'goal', args, happen, compare }));
      return;
    }
    const leaderboard = chance.happens(0.8) ? 'on' : 'off';
    const happen: Act['happen'] = (_, { views }) => {
      audited(channel, views);
      model.leaderboard = leaderboard;
    };
    await platform.perform(
      act(channel, { command: 'class', args: { part: `leaderboard ${leaderboard}` }, happen, compare }),
    );
  };

  /** The report counts what everybody's answers say. */
  const report = async (channel: Channel): Promise<void> => {
    const happen: Act['happen'] = (_, { views }) => {
      const told = wordsOf(views?.at(-1));
      const members = year.people.members.get(channel.class)?.size ?? 0;
      if (views !== null)
        expect(told, `the report of ${channel.class}`).toContain(`class.members {\\"count\\":${members},`);
    };
    await platform.perform(
      act(channel, { command: 'class', args: {}, happen, compare: () => compareClass(year, channel.class) }),
    );
    year.count('class reports');
  };

  return { set, manage, resume, assign, settle, report, plansIn, classModel };
}
