/** Settles when the acknowledgement has gone out or could not: what it was for is done all the same. */
export async function settled(acknowledging: Promise<unknown>): Promise<void> {
  await Promise.allSettled([acknowledging]);
}
