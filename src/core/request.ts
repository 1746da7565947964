import type { LearnerId, RequestId } from './ids.ts';

/** What a learner asked for, free of any platform. Made by `bots/<platform>/receive`, answered by `app.handle`. */
export interface Request {
  readonly id: RequestId;
  /** A command's name; an unknown one is answered with a refusal, not an error. */
  readonly command: string;
  /** Argument values as they came, by option name; parsed by the command's own declaration. */
  readonly args: Readonly<Record<string, string>>;
  readonly learner: LearnerId;
  readonly place: Place;
  /** BCP 47, as the platform tells it (`en-GB`, `zh-CN`). */
  readonly locale: string;
  /** Epoch milliseconds at which the event reached this process. */
  readonly receivedAt: number;
  /** IANA, as the platform tells it (`Europe/Berlin`); absent where it does not. */
  readonly zone?: string;
  /** Who wrote what it is about, where that is another's message; absent: the learner did. */
  readonly author?: 'somebody-else';
  /** The bot has claimed it in the store, and settles it when the reply stands; absent: core does both. */
  readonly claim?: 'held';
}

/** Where it was asked. */
export interface Place {
  readonly platform: string;
  /** Whether other people can read along there. */
  readonly visibility: 'private' | 'shared';
  /** The server or workspace, by the platform's name for it; absent where people are by themselves. */
  readonly community?: string;
  /** The channel, by the platform's name for it; absent where there is none that could be posted to later. */
  readonly channel?: string;
  /** `open`: others read the reply too; absent: it is for who asked, wherever that was. */
  readonly reply?: 'open';
  /** What they may do there by the platform's own roles, told with each event anew; absent: they are learners. */
  readonly role?: 'teacher' | 'helper';
  /** The role was given to them in this class (`/teachers`), not by the platform. */
  readonly appointed?: true;
}
