import { expect } from 'vitest';
import { courseId, learnerId, requestId } from '#core/ids.ts';
import type { Place, Request } from '#core/request.ts';
import type { View } from '#core/view.ts';
import { communityFrom } from './population.ts';
import { doom } from './heartbeats.ts';
import { seen } from './people-model.ts';
import type { Life, Year } from './year.ts';
import { handled } from './year.ts';

/** Something that somebody does, and what it changes. */
export interface Act {
  readonly by: string;
  readonly command: string;
  readonly args: Request['args'];
  readonly place: Place;
  /** IANA, as the platform tells it. */
  readonly told: string | undefined;
  /** Changes the model as the act should change the store; without views nobody saw what came of it. Twice is once. */
  readonly happen: (now: number, event: { readonly request: string; readonly views: readonly View[] | null }) => void;
  /** Called when it may have happened in part. */
  readonly perhaps?: () => void;
  /** Compares what it touches. */
  readonly compare: () => Promise<void>;
}

interface Event {
  readonly act: Act;
  readonly request: Request;
  /** `settled`: it was answered; `open`: a process died over it. */
  state: 'settled' | 'open';
  claimedAt: number;
}

/** The platform's side: it delivers what people do, sometimes twice, at once, later, in another order, to a process that dies. */
export interface Platform {
  /** Delivers an act, and whatever of it comes again. Gives what its author saw; null: nothing. */
  readonly perform: (act: Act) => Promise<readonly View[] | null>;
  /** Acts of different people at the same time. */
  readonly together: (acts: readonly Act[]) => Promise<void>;
  /** Events of before come once more. */
  readonly repeat: () => Promise<void>;
}

export function platformOf(year: Year): Platform {
  let events = 0;
  const late: Event[] = [];
  const { chance } = year;

  const eventOf = (act: Act): Event => {
    events += 1;
    const { by, command, args, place, told } = act;
    const who = { learner: learnerId(by), place, ...(told === undefined ? {} : { zone: told }) };
    const request = { id: requestId(`e${events}`), command, args, ...who, locale: 'en', receivedAt: year.now() };
    return { act, request, state: 'open', claimedAt: year.now() };
  };

  const deliver = async (event: Event): Promise<readonly View[] | null> => {
    const life = chance.pick(year.lives());
    const wasSettled = event.state === 'settled';
    const mayDie = year.has('deaths') && chance.happens(0.006 * Math.min(4, year.size.haste));
    if (mayDie) doom(year, life);
    const reply = await handled(life, event.request);
    life.mortal.spare();
    if (reply.kind === 'views') {
      await answered(event, reply.views, wasSettled);
      return reply.views.length === 0 ? null : reply.views;
    }
    await unsure(event, life, reply.kind);
    return null;
  };

  /** Whoever is answered twice would have done it twice. */
  const answered = async (event: Event, views: readonly View[], wasSettled: boolean) => {
    const { act, request } = event;
    const now = year.now();
    if (views.length === 0) {
      const isLeased = now < event.claimedAt + 60_000;
      expect(
        wasSettled || isLeased,
        `${request.id} (${act.command}) is not answered, now ${now} claimed ${event.claimedAt} ${year.events.filter((one) => one.startsWith(`${request.id} `)).join('; ')}`,
      ).toBe(true);
    } else {
      expect(wasSettled, `${request.id} (${act.command}) is answered twice`).toBe(false);
      expect(JSON.stringify(views.at(-1)?.title), `${act.command} ${JSON.stringify(act.args)}`).not.toContain(
        'incident',
      );
      event.state = 'settled';
      event.claimedAt = now;
      meet(act, now);
      act.happen(now, { request: request.id, views });
    }
    await act.compare();
  };

  /** It happened or it did not: the store agrees with one of both, and from then on with that. */
  const unsure = async (event: Event, life: Life, how: 'died' | 'out') => {
    const { act, request } = event;
    const now = year.now();
    year.count(`requests ${how}`);
    if (life.mortal.lastDone() === 'requests.settle' && how === 'died') event.state = 'settled';
    // It may have died before it claimed the event: then a lease of before still holds.
    event.claimedAt = Math.max(now, event.claimedAt);
    act.perhaps?.();
    await adoptMembership(act, now);
    year.events.push(`${request.id} ${act.command} ${how} behind ${life.mortal.lastDone()}`);
    if (!(await agrees(act.compare))) {
      act.happen(now, { request: request.id, views: null });
      await act.compare();
    }
    if (life.mortal.isDead()) year.reborn(life);
    if (chance.happens(0.7)) late.push(event);
  };

  const meet = ({ by, place }: Act, at: number) => {
    if (place.community !== undefined) seen(year.people, by, { class: `${place.platform}/${place.community}`, at });
  };

  const adoptMembership = async (act: Act, now: number) => {
    const { platform, community } = act.place;
    if (community === undefined) return;
    const roster = await year
      .store()
      .classes.roster(communityFrom(`${platform}/${community}`), courseId(year.course.id));
    if (roster.some(({ learner }) => learner === act.by)) meet(act, now);
  };

  return {
    async perform(act) {
      const event = eventOf(act);
      const isDoubled = year.has('repeats') && chance.happens(0.04);
      if (isDoubled && chance.happens(0.5)) {
        await atOnce(event);
        return null;
      }
      const views = await deliver(event);
      if (isDoubled && event.state === 'settled') {
        year.count('repeated events');
        if (chance.happens(0.5)) await deliver(event);
        else late.push(event);
      }
      return views;
    },

    async together(acts) {
      const all = acts.map(eventOf);
      const replies = await Promise.all(all.map((event) => handled(chance.pick(year.lives()), event.request)));
      for (const [at, event] of all.entries()) {
        const reply = replies[at];
        if (reply?.kind !== 'views') throw new Error('expected an answer: nothing was to go wrong');
        const { act, request } = event;
        expect(reply.views.length, `${act.command} of ${act.by} is answered`).toBeGreaterThan(0);
        meet(act, year.now());
        act.happen(year.now(), { request: request.id, views: reply.views });
      }
      for (const { act } of all) await act.compare();
      year.count('bursts');
    },

    async repeat() {
      const most = Math.min(late.length, 4);
      for (let nth = 0; nth < most; nth += 1) {
        const [event] = late.splice(chance.below(late.length), 1);
        if (event === undefined) return;
        year.count('late events');
        await deliver(event);
      }
    },
  };

  /** The same event twice at the same time: one of both is answered. */
  async function atOnce(event: Event): Promise<void> {
    const [first, second] = year.lives();
    const replies = await Promise.all([handled(first, event.request), handled(second, event.request)]);
    const views = replies.map((one) => (one.kind === 'views' ? one.views : []));
    const answers = views.filter((one) => one.length > 0);
    expect(answers.length, `${event.request.id} (${event.act.command}) comes twice at once`).toBe(1);
    await answered(event, answers[0] ?? [], false);
    year.count('repeated at once');
  }
}

async function agrees(compare: () => Promise<void>): Promise<boolean> {
  try {
    await compare();
    return true;
  } catch {
    return false;
  }
}
