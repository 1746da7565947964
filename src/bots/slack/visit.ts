import { createHash } from 'node:crypto';
import type { LearnerId } from '#core/ids.ts';
import { learnerId } from '#core/ids.ts';
import type { Api } from './api.ts';

/** The workspace in which something happened. */
export interface Visit {
  readonly team: string;
  /** Whose people they are: the enterprise's where there is one, since they are the same in all of its workspaces. */
  readonly owner: string;
  /** The user that the bot is there; null where Slack did not say. */
  readonly self: string | null;
  readonly api: Api;
}

export const learnerOf = (user: string, { owner }: Pick<Visit, 'owner'>): LearnerId =>
  learnerId(`slack:${owner}/${user}`);

/** The user that a learner is. */
export const userOf = (learner: LearnerId): string => learner.slice(learner.indexOf('/') + 1);

/** Names something that somebody did. A ticket opens forms, so that it must not stand anywhere itself. */
export const eventOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url').slice(0, 22);
