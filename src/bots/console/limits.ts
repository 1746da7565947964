/** What a terminal can take, and what we take of it. Widths are in columns. */

/** Below this nothing is laid out narrower: a line would hold hardly a word. */
export const narrowestColumns = 30;
/** A pipe has no width: this is what mails, logs and printed pages take. */
export const pipeColumns = 80;
/** Between the columns of a table. */
export const tableGap = 2;
/** A table whose cells would be narrower is written row by row instead. */
export const narrowestCell = 8;
/** Of a progress bar, brackets not counted. */
export const barColumns = 20;
/** From one tab stop to the next in programs and what they print. */
export const tabColumns = 4;
/** Lines of history that are kept from one start to the next. */
export const historyLines = 500;
/** A longer line is a program that was pasted; it is not kept. In characters. */
export const longestHistoryLine = 2000;
/** So much in one go was pasted: nobody types so fast. In characters. */
export const leastPaste = 64;
/** What is pasted into a terminal that does not mark it comes in parts; the next follows within this. */
export const pasteGapMs = 20;
/** Lanes of a timeline that are narrower show nothing. */
export const narrowestPicture = 36;
