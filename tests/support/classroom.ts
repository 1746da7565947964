import { learnerId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';

const place = { platform: 'test', visibility: 'shared', community: 'school', channel: 'study' } as const;

/** In the school's channel, as somebody by that name. */
export const as = (name: string): Partial<Request> => ({ learner: learnerId(`test:${name}`), place });

/** The same, as who manages the school. */
export const asTeacher = (name = 'teacher'): Partial<Request> => ({
  learner: learnerId(`test:${name}`),
  place: { ...place, role: 'teacher' },
});

export const school = { platform: 'test', community: 'school' };
