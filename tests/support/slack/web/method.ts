import type { Token, Workspace, World } from '../world/model.ts';
import type { Arguments } from './arguments.ts';

/** A call of a method of the Web API by an app that may call it. */
export interface Call {
  readonly world: World;
  readonly name: string;
  readonly token: Token;
  /** Where the token is good, or the one that `team_id` names for a token of an enterprise. */
  readonly workspace: Workspace;
  readonly args: Arguments;
}

/** A method of the Web API. */
export interface Method {
  /** One of these scopes is needed; empty: none. */
  readonly scopes: readonly string[];
  /** Calls a minute and workspace. */
  readonly perMinute: number;
  readonly run: (call: Call) => Readonly<Record<string, unknown>>;
}

/** Slack's tiers as calls a minute; some methods have rules of their own. */
export const tiers = { one: 1, two: 20, three: 50, four: 100, special: 600 } as const;
