/** Numbers for what runs at the same time: none is given twice before it is handed back. */
export interface Slots {
  /** The lowest free number, from 0. */
  take(): number;
  giveBack(slot: number): void;
}

/** As many slots as are asked for; who bounds them is the queue. */
export function createSlots(): Slots {
  const taken = new Set<number>();
  return {
    take() {
      let slot = 0;
      while (taken.has(slot)) slot += 1;
      taken.add(slot);
      return slot;
    },
    giveBack: (slot) => void taken.delete(slot),
  };
}
