/** The workspace of a bot that is in one alone: Slack may leave it out. */
export interface OwnWorkspace {
  learn(team: string): void;
  /** What Slack says, or else what is known; null: it could be any. */
  or(said: string | undefined): string | null;
}

/** `first`: what it is called until Slack names it; null: there are many. */
export function createOwnWorkspace(first: string | null): OwnWorkspace {
  let known = first;
  return {
    learn(team) {
      if (known !== null) known = team;
    },
    or: (said) => said ?? known,
  };
}
