/** What Discord's connections can take, and what we take of it; `limits.ts` has what messages can hold. */

/** A reply that is finished by then is the first response; otherwise what there is so far is. */
export const firstViewMs = 250;
/** With nothing to show by then, Discord is told that the reply is coming: it gives up after 3 seconds. */
export const acknowledgeMs = 700;
/** Between edits that show how a reply is coming along. */
export const betweenEditsMs = 1000;
/** A picture that takes longer is put into the message later. */
export const pictureMs = 400;
/** After the event; what comes later is refused. Discord's own limit is 3 seconds. */
export const firstResponseMs = 2800;
/** For one try of a first response: time for another one has to be left. */
export const firstResponseTryMs = 2000;
/** For all tries of what comes after it. */
export const deliveryMs = 20_000;
/** For one request to Discord. */
export const requestMs = 10_000;

/** Of a program sent as a file; core refuses longer ones too. */
export const mostFileBytes = 256_000;
export const fileMs = 5000;

export const mostSuggestions = 25;
export const mostSuggestionText = 100;
/** Of a nonce. */
export const mostNonce = 25;

/** Of a signed interaction, to either side of our clock. */
export const signatureAgeMs = 300_000;
export const mostInteractionBytes = 1_000_000;

/** Between tries to log in. */
export const firstLoginPauseMs = 500;
export const longestLoginPauseMs = 60_000;
/** Languages of people are remembered until the process ends, for so many of them. */
export const mostLocales = 10_000;
