/** What somebody asked for, and what they saw of it: kept by the test alone. */
export interface Asked {
  readonly learner: string;
  readonly kind: 'run' | 'question' | 'answer';
  /** What the reply must hold; for runs, a word that no other reply may hold. */
  readonly wanted: RegExp;
  /** The message under which an answer was pressed. */
  readonly question: string | null;
  /** Text of the messages that are the reply, as they are seen now. */
  readonly seen: () => readonly string[];
  /** Whether the reply can be found where it stands, by whoever goes on after a crash. */
  readonly isMarked: boolean;
  /** The platform itself has told them that the bot did not take it. */
  readonly refusedByPlatform: () => boolean;
}

export type Ending = 'answered' | 'refused' | 'refused by the platform' | 'waiting';

const tokens = /tok-\d+/gu;

/** Words of a reply that says clearly that it was not done. */
const refusals = [
  'Something broke on our side',
  'Many programs are running right now',
  'Programs cannot run here at the moment',
  'The run was stopped before it was done',
  'first answer counts',
];

const ends = new WeakMap<Asked, Ending>();

/** How it stands with it: the first ending that it was seen to have. What is shown is replaced by what is asked there next. */
export function endingOf(asked: Asked): Ending {
  const ending = ends.get(asked) ?? endingNow(asked);
  if (ending === 'answered' || ending === 'refused') ends.set(asked, ending);
  return ending;
}

function endingNow({ wanted, seen, refusedByPlatform }: Asked): Ending {
  const texts = seen();
  if (texts.some((text) => wanted.test(text))) return 'answered';
  if (texts.some((text) => refusals.some((words) => text.includes(words)))) return 'refused';
  return refusedByPlatform() ? 'refused by the platform' : 'waiting';
}

/** What somebody sees of runs that others asked for. */
export function leaks(ledger: readonly Asked[]): readonly string[] {
  const runs = ledger.filter(({ kind }) => kind === 'run');
  return runs.flatMap(({ learner, seen }) => {
    const others = runs.filter((run) => run.learner !== learner);
    return seen().flatMap((text) =>
      (text.match(tokens) ?? [])
        .filter((token) => others.some(({ wanted }) => wanted.test(token)))
        .map((token) => `${learner} sees ${token}`),
    );
  });
}

/** How many messages hold the reply. */
export function timesAnswered({ wanted, seen }: Asked): number {
  return seen().filter((text) => wanted.test(text)).length;
}
