import type { OfferLimits } from '#bots/shared/offers.ts';

/** What Discord takes, and what we take of it. Lengths are in UTF-16 units: the strictest way of counting. */

/** Components in one message, nested ones included. */
export const mostComponents = 40;
/** Characters in all text displays of one message together; Discord refuses above 4000. */
export const mostText = 3900;
/** Of one piece of text, so that a title and what it stands above stay together. */
export const mostPiece = 3400;
/** Messages for one view; what would be longer is sent as a file with its head shown. */
export const mostMessages = 3;
/** Of a text that is sent as a file, this much is shown. */
export const shownHead = 3000;
export const mostFiles = 10;
/** Of a picture in words, for whoever does not see it. */
export const mostDescription = 1024;
/** A title of more is cut, and stands below in full. */
export const mostTitle = 250;
export const mostButtonLabel = 80;
export const mostMenuOptions = 25;
export const offerLimits: OfferLimits = {
  mostButtons: 20,
  mostAnswerButtons: 10,
  phoneButton: 36,
  buttonsInRow: 5,
  optionsInMenu: mostMenuOptions,
};
export const mostOptionLabel = 100;
export const mostPlaceholder = 150;
/** What a phone shows of a line of code inside of a container, in columns. */
export const phoneCode = 32;
export const barSigns = 10;
/** A longer address is shown as text. */
export const mostAddress = 1000;

/** Of a form. */
export const mostFormTitle = 45;
export const mostFieldLabel = 45;
export const mostFieldDescription = 100;
export const mostInput = 4000;
/** A program up to this length has room to grow in an input; a longer one is offered the way by file beside it. */
export const roomyProgram = 2000;
export const mostCheckboxes = 10;
/** Fields and texts of one form. */
export const mostFormParts = 5;

/** Of our own: what is said in one line needs no more. */
export const mostLine = 200;
