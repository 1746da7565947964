import type { CodeReviewer } from '#core/ports/code-reviewer.ts';

/** A reviewer whose parser is loaded when the first message is reviewed, so that nobody waits for it at a start. */
export function openReviewer(): CodeReviewer {
  let opened: Promise<CodeReviewer> | null = null;
  return {
    async review(message) {
      opened ??= import('#review/create-reviewer.ts').then(async ({ createReviewer }) => await createReviewer());
      return await (await opened).review(message);
    },
  };
}
