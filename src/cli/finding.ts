/** One thing the bot needs, and whether it is there. */
export interface Finding {
  readonly name: string;
  /** `missing` only takes something away; `broken` keeps the bot from starting. */
  readonly state: 'well' | 'missing' | 'broken';
  readonly detail: string;
  /** The command or setting that mends it; empty when it is well. */
  readonly cure: string;
}

export const well = (name: string, detail: string): Finding => ({ name, state: 'well', detail, cure: '' });
