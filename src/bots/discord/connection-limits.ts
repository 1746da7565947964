import type { Tempo } from '#bots/shared/pace.ts';

/** What Discord's connections can take, and what we take of it; `limits.ts` has what messages can hold. */

/** Discord gives up on an interaction after 3 seconds without a first response. */
export const tempo: Tempo = { firstViewMs: 250, acknowledgeMs: 700, betweenEditsMs: 1000, pictureMs: 400 };
/** After the event; what comes later is refused. Discord's own limit is 3 seconds. */
export const firstResponseMs = 2800;
/** For one try of a first response: time for another one has to be left. */
export const firstResponseTryMs = 2000;
/** For all tries of what comes after it. */
export const deliveryMs = 20_000;
/** What is sent without being asked for waits so long for its pictures. */
export const longestDrawingMs = 5000;
/** For one request to Discord. */
export const requestMs = 10_000;

export const mostSuggestions = 25;
export const mostSuggestionText = 100;
/** Of a nonce. */
export const mostNonce = 25;

/** Of a signed interaction, to either side of our clock. */
export const signatureAgeMs = 300_000;
export const mostInteractionBytes = 1_000_000;
/** An interaction is kept before we say that we have it; a store that takes longer is not waited for. */
export const safeWithinMs = 1500;

/** Between tries to log in. */
export const firstLoginPauseMs = 500;
export const longestLoginPauseMs = 60_000;
/** Languages of people are remembered until the process ends, for so many of them. */
export const mostLocales = 10_000;
