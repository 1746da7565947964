import type { CodeReviewer } from '#core/ports/code-reviewer.ts';

/** A reviewer whose parser is loaded when the first message is reviewed, so that nobody waits for it at a start. */
export function openReviewer(): CodeReviewer {
  let opened: Promise<CodeReviewer> | null = null;
  return {
    async review(message) {
      opened ??= load();
      return await (await opened).review(message);
    },
  };

  /** What failed once is tried again with the next message. */
  async function load(): Promise<CodeReviewer> {
    try {
      const { createReviewer } = await import('#review/create-reviewer.ts');
      return await createReviewer();
    } catch (error) {
      opened = null;
      throw error;
    }
  }
}
