/** Something wrong with a body, and where. */
export interface Finding {
  /** A path such as blocks[2].text.text. */
  readonly at: string;
  readonly problem: string;
  /** Slack itself answers with an error; otherwise it would take it, and only we do not. */
  readonly isRefused: boolean;
}

/** Collects what is wrong while a body is walked through. */
export interface Findings {
  readonly all: readonly Finding[];
  /** Slack refuses this. */
  refuse(at: string, problem: string): void;
  /** Slack takes this, but a good app does not send it. */
  blame(at: string, problem: string): void;
  /** A string of so many characters. */
  length(at: string, value: unknown, range: Range): void;
  /** An array of so many things; the array, empty if it is none. */
  list(at: string, value: unknown, range: Range): readonly unknown[];
  /** Only these members. */
  members(at: string, value: Readonly<Record<string, unknown>>, known: readonly string[]): void;
}

export interface Range {
  readonly min?: number;
  readonly max: number;
}

export function createFindings(): Findings {
  const all: Finding[] = [];
  const refuse = (at: string, problem: string) => void all.push({ at, problem, isRefused: true });
  return {
    all,
    refuse,
    blame: (at, problem) => void all.push({ at, problem, isRefused: false }),
    length(at, value, { min = 1, max }) {
      if (typeof value !== 'string') refuse(at, `expected a string, got ${describe(value)}`);
      else if (value.length > max) refuse(at, `must be at most ${max} characters, has ${value.length}`);
      else if (value.length < min) refuse(at, `must be at least ${min} characters, has ${value.length}`);
    },
    list(at, value, { min = 1, max }) {
      if (!Array.isArray(value)) {
        refuse(at, `expected an array, got ${describe(value)}`);
        return [];
      }
      if (value.length > max) refuse(at, `no more than ${max} items allowed, has ${value.length}`);
      if (value.length < min) refuse(at, `at least ${min} items needed, has ${value.length}`);
      return value;
    },
    members(at, value, known) {
      for (const key of Object.keys(value))
        if (!known.includes(key)) refuse(at, `no more properties are allowed: ${key}`);
    },
  };
}

function describe(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
