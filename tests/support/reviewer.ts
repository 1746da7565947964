import { createReviewer } from '#review/create-reviewer.ts';

/** The real one: it is pure and fast, and keeps nothing. */
export const reviewer = await createReviewer();
