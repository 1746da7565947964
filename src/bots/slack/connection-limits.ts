import type { Tempo } from '#bots/shared/pace.ts';

/** What Slack's connections can take, and what we take of it; `limits.ts` has what messages can hold. */

/** Commands and presses are acknowledged at once, whatever comes of them: this is for what is edited. */
export const tempo: Tempo = { firstViewMs: 250, acknowledgeMs: 700, betweenEditsMs: 1500, pictureMs: 400 };
/** For what cannot be edited: one sign of life when it takes long, and then the end. */
export const patientTempo: Tempo = { firstViewMs: 3000, acknowledgeMs: 700, betweenEditsMs: Infinity, pictureMs: 400 };
/** In an assistant's thread a status says at once that somebody is at work. */
export const threadTempo: Tempo = { ...tempo, acknowledgeMs: 0 };

/** For one request to Slack. */
export const requestMs = 10_000;
/** For all tries of what is shown, the waits that Slack asks for included. */
export const deliveryMs = 90_000;
/** For opening a form: its ticket is good for 3 seconds. */
export const formMs = 2700;
/** For all tries of asking who somebody is. */
export const personTriesMs = 20_000;
/** What is sent without being asked for waits so long for its pictures. */
export const longestDrawingMs = 5000;
/** For looking whether a message stands there already. */
export const lookMs = 5000;
/** So far back: longer than our clock and Slack's are apart. */
export const lookBackMs = 120_000;
/** Messages that are looked at; more than these an app outside the Marketplace does not get. */
export const mostLookedAt = 15;
/** Then so many more, where there are. */
export const mostFurtherBack = 200;
/** What is still to be shown at the signal has so long. */
export const graceMs = 3000;
/** How long an answer waits for the language of who asked. */
export const personMs = 1500;
/** How long an act of teachers waits for Slack to say that they are. */
export const roleMs = 10_000;

/** What people did is kept before Slack hears that we have it; a store that takes longer is not waited for. */
export const safeWithinMs = 1500;

/** Uses of one `response_url` that Slack takes. */
export const mostResponses = 5;
/** Between the answer to a post and the next one to the same channel; Slack wants a second. */
export const betweenPostsMs = 1010;

/** Calls that a method and workspace may have at once, and how soon each may be had again. Both together stay below Slack's tier. */
interface Allowance {
  readonly burst: number;
  /** A multiple of 250. */
  readonly refillMs: number;
}

/** 50 a minute. */
const tier3: Allowance = { burst: 18, refillMs: 2000 };
/** 100 a minute. */
const tier4: Allowance = { burst: 38, refillMs: 1000 };
/** Several hundred a minute. */
const special: Allowance = { burst: 50, refillMs: 250 };

export const allowances = {
  'chat.postMessage': special,
  'chat.update': tier3,
  'chat.delete': tier3,
  'conversations.history': tier3,
  'conversations.replies': tier3,
  'views.open': tier4,
  'views.publish': tier4,
  'users.info': tier4,
  'files.getUploadURLExternal': tier4,
  'files.completeUploadExternal': tier4,
  'assistant.threads.setStatus': special,
  'assistant.threads.setSuggestedPrompts': tier4,
  'assistant.threads.setTitle': tier4,
} as const satisfies Record<string, Allowance>;

export type Method = keyof typeof allowances;
/** So much of an allowance is kept for finished replies. */
export const reserve = 8;

/** People are asked about again after that long. */
export const personLifeMs = 3_600_000;
/** Administrators so soon: what they were they may not be any more. */
export const teacherLifeMs = 600_000;
/** Where Slack does not say, so soon. */
export const silentPersonMs = 60_000;
export const mostPeople = 10_000;

/** Of what Slack posts to us. */
export const mostRequestBytes = 1_000_000;
/** Of a signed request, to either side of our clock. */
export const signatureAgeMs = 300_000;

/** Between tries to connect. */
export const firstConnectPauseMs = 500;
export const longestConnectPauseMs = 60_000;
/** After that long without a sign of life a connection is taken for dead. */
export const silenceMs = 5000;
