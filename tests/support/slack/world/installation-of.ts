import type { Token, Workspace, World } from './model.ts';

/** The newest live token that is good in a workspace; null: the app is not installed there. */
export function installationOf(world: World, workspace: Workspace): Token | null {
  return tokensFor(world, workspace).findLast(({ state }) => state === 'live') ?? null;
}

/** All tokens that were ever good in a workspace, the newest last. */
export function tokensFor(world: World, workspace: Workspace): readonly Token[] {
  return [...world.tokens.values()].filter(
    (token) =>
      token.kind === 'bot' &&
      (token.workspace === workspace ||
        (token.workspace === null && token.enterprise !== null && token.enterprise === workspace.enterprise)),
  );
}
