/** Things in the order in which they came, for one reader who waits for the next. */
export interface Queue<Item> extends AsyncIterable<Item> {
  push(item: Item): void;
  /** What is in it is still read; then the reading ends. */
  close(): void;
  /** How many have not been read yet. */
  size(): number;
}

export function createQueue<Item>(): Queue<Item> {
  let arrived: Item[] = [];
  let unread = 0;
  let open = true;
  let wake = () => {};
  async function* read(): AsyncGenerator<Item> {
    for (;;) {
      // All at once: taking them from the front one by one would move the rest each time.
      const batch = arrived;
      arrived = [];
      for (const item of batch) {
        unread -= 1;
        yield item;
      }
      if (arrived.length > 0) continue;
      if (!open) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return {
    push: (item) => {
      unread += 1;
      arrived.push(item);
      wake();
    },
    close: () => {
      open = false;
      wake();
    },
    size: () => unread,
    [Symbol.asyncIterator]: read,
  };
}
