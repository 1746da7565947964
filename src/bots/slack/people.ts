import { setTimeout as pause } from 'node:timers/promises';
import { mostPeople, personLifeMs, personMs, roleMs, silentPersonMs, teacherLifeMs } from './connection-limits.ts';
import type { Person } from './person.ts';
import { nobodyInParticular } from './person.ts';
import type { Visit } from './visit.ts';

/** Who people are, as Slack says. */
export interface People {
  /** Soon, and as it was lately: languages and zones may be an hour old, the role of a teacher ten minutes. */
  of(user: string, visit: Visit): Promise<Person>;
  /** Asked of Slack now, for what only teachers may do. Where it does not say, nobody is a teacher. */
  now(user: string, visit: Visit): Promise<Person>;
}

interface Known {
  readonly person: Person;
  /** On the clock of `performance.now()`. */
  readonly until: number;
}

export function createPeople(): People {
  const known = new Map<string, Known>();
  const asking = new Map<string, Promise<Person | null>>();
  const keep = (key: string, person: Person, lifeMs: number) => {
    known.delete(key);
    known.set(key, { person, until: performance.now() + lifeMs });
    const [oldest] = known.keys();
    if (known.size > mostPeople && oldest !== undefined) known.delete(oldest);
  };
  const remember = (key: string, person: Person) => {
    keep(key, person, person.role === null ? personLifeMs : teacherLifeMs);
    return person;
  };
  /** Null when Slack does not say; asked once at a time for each. */
  const ask = async (key: string, user: string, { api, owner }: Visit) => {
    const found = asking.get(key) ?? api.readPerson(user, owner).catch(() => null);
    asking.set(key, found);
    const person = await found;
    asking.delete(key);
    // Nobody in particular for a while: whoever cannot be asked about is not asked about with all that they do.
    if (person === null) keep(key, nobodyInParticular, silentPersonMs);
    return person === null ? null : remember(key, person);
  };
  return {
    async of(user, visit) {
      const key = keyOf(user, visit);
      const before = known.get(key);
      if (before !== undefined && performance.now() < before.until) return before.person;
      const late = pause(personMs, null, { ref: false });
      return (await Promise.race([ask(key, user, visit), late])) ?? withoutRole(before?.person);
    },
    async now(user, visit) {
      const key = keyOf(user, visit);
      const late = pause(roleMs, null, { ref: false });
      const told = await Promise.race([visit.api.readPerson(user, visit.owner).catch(() => null), late]);
      return told === null ? withoutRole(known.get(key)?.person) : remember(key, told);
    },
  };
}

/** What somebody may do differs between the workspaces of an enterprise. */
const keyOf = (user: string, { team, owner }: Visit): string => `${owner}/${team}/${user}`;

const withoutRole = (person: Person = nobodyInParticular): Person => ({ ...person, role: null });
