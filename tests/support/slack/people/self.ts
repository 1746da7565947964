import type { Channel, User, Workspace, World } from '../world/model.ts';
import { installationOf } from '../world/installation-of.ts';
import type { StoredMessage, StoredView } from '../world/model.ts';
import type { Exchange } from './exchange.ts';
import { followExchange } from './exchange.ts';
import type { Delivery } from '../world/model.ts';

/** Somebody with Slack before them, and where they are in it. */
export interface Self {
  readonly world: World;
  readonly workspace: Workspace;
  readonly user: User;
  channel: Channel;
  /** The thread that is open beside the channel. */
  threadTs: string | null;
}

/** What they see in their channel, oldest first. */
export function visibleTo({ channel, user }: Self): readonly StoredMessage[] {
  return [...channel.messages.values()].filter(({ onlyFor }) => onlyFor === null || onlyFor === user.id);
}

/** The modal on top; null: none is open. */
export function modalOf({ workspace, user }: Self): StoredView | null {
  return workspace.modals.get(user.id)?.at(-1) ?? null;
}

/** Follows what becomes of something they did. */
export function follow(self: Self, delivery: Delivery): Exchange {
  return followExchange(self.world, delivery, { user: self.user, channel: self.channel });
}

/** Throws when the app is not there to be used. */
export function needApp({ world, workspace }: Self): void {
  if (installationOf(world, workspace) === null) throw new Error(`the app is not installed in ${workspace.name}`);
}
