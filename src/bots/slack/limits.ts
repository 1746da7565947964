import type { OfferLimits } from '#bots/shared/offers.ts';

/** What Slack takes, and what we take of it. Lengths of text are in UTF-16 units: the strictest way of counting. */

/** Blocks of one message. */
export const mostBlocks = 50;
/** Of one message's blocks as JSON, in bytes; Slack refuses above about 13,200 (`msg_blocks_too_long`). */
export const mostBlocksBytes = 12_000;
/** Of one piece of text. */
export const mostPiece = 2900;
/** The same piece as JSON, in bytes: a text of very many styles is longer than its words. */
export const mostPieceBytes = 9000;
/** Messages for one view; what would be longer is sent as a file with its head shown. */
export const mostMessages = 3;
/** Of a text that is sent as a file, this much is shown. */
export const shownHead = 3200;
export const shownHeadBytes = 10_000;
export const mostFiles = 10;
/** Of the text that stands in notifications and is read aloud. */
export const mostFallback = 300;
/** A title of more is cut, and stands below in full. */
export const mostHeader = 150;
export const mostAltText = 2000;
/** A longer address is shown as text. */
export const mostAddress = 2000;
export const mostButtonLabel = 75;
export const mostOptionLabel = 75;
export const mostPlaceholder = 150;
export const offerLimits: OfferLimits = {
  mostButtons: 20,
  mostAnswerButtons: 10,
  phoneButton: 32,
  // Slack takes 25 and 100; so few stay within a message's bytes.
  buttonsInRow: 10,
  optionsInMenu: 25,
};
export const barSigns = 10;

export const mostTableRows = 100;
export const mostTableColumns = 20;
/** Of all cells together. */
export const mostTableText = 10_000;

/** Of a form or a home page. */
export const mostViewBlocks = 100;
export const mostFormTitle = 24;
export const mostFieldLabel = 2000;
export const mostInput = 3000;
/** A program up to this length has room to grow in an input; a longer one is offered the way by file beside it. */
export const roomyProgram = 1500;
export const mostCheckboxes = 10;
/** In a form, where no bytes are counted. */
export const mostFormMenuOptions = 100;

/** Of our own: what is said in one line needs no more. */
export const mostLine = 200;
