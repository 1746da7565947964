import type { Channel, User, Workspace, World } from '../world/model.ts';
import { directChannel } from '../world/places.ts';
import { addMember } from '../web/methods-places.ts';
import type { InstallWish, Page } from './installs.ts';
import { install } from './installs.ts';
import type { Presses } from './presses.ts';
import { createPresses } from './presses.ts';
import type { Self } from './self.ts';
import { modalOf, visibleTo } from './self.ts';
import type { ShownMessage, ShownView } from './shown.ts';
import { showMessage, showView } from './shown.ts';
import type { UsesApp } from './uses-app.ts';
import { createUsesApp } from './uses-app.ts';
import type { Writes } from './writes.ts';
import { createWrites } from './writes.ts';

/** Somebody with Slack before them. What Slack's own client would not let them do throws. */
export interface Person extends UsesApp, Writes, Presses {
  readonly user: User;
  readonly workspace: Workspace;
  /** Where they are now. */
  readonly channel: Channel;
  /** Goes to a channel, or the direct messages with the app. */
  goTo(place: Channel | 'dm'): void;
  /** Opens the thread of a message; null: leaves it. */
  openThread(ts: string | null): void;
  /** All that they see in the channel, oldest first. */
  screen(): readonly ShownMessage[];
  /** The newest message of the app in which this is to be read, as soon as there is one. */
  sees(wanted: string | RegExp, withinMs?: number): Promise<ShownMessage>;
  /** The open modal; null: none. */
  modal(): ShownView | null;
  /** The open modal in which this is to be read, as soon as it is so; title and errors count. */
  seesModal(wanted: string | RegExp, withinMs?: number): Promise<ShownView>;
  /** The App Home in which this is to be read, as soon as it is so. */
  seesHome(wanted: string | RegExp, withinMs?: number): Promise<ShownView>;
  /** Waits until no modal is open. */
  seesNoModal(withinMs?: number): Promise<void>;
  /** Notifications are paused between these times, in ms since 1970. */
  doNotDisturb(fromMs: number, toMs: number): void;
  /** Installs the app from its page. */
  installs(installUrl: string, wish?: InstallWish): Promise<Page>;
}

export interface PersonSetup {
  readonly user: User;
  readonly workspace: Workspace;
  readonly channel: Channel;
}

export function createPerson(world: World, { user, workspace, channel }: PersonSetup): Person {
  const self: Self = { world, workspace, user, channel, threadTs: null };
  const mine = () =>
    visibleTo(self)
      .filter(({ isFromBot }) => isFromBot)
      .map(showMessage);
  const home = () => workspace.homes.get(user.id);

  function waitFor<Found>(
    look: () => Found | undefined,
    { withinMs = 10_000, what }: { readonly withinMs: number | undefined; readonly what: string },
  ): Promise<Found> {
    const sight = () =>
      JSON.stringify({
        messages: mine()
          .slice(-3)
          .map(({ text }) => text),
        modal: seeModal()?.text,
        home: home()?.id,
      });
    return world.changes.until(look, {
      withinMs,
      failure: () => `${user.realName} expected ${what}, and sees ${sight()}`,
    });
  }

  function seeModal(): ShownView | null {
    const open = modalOf(self);
    return open === null ? null : showView(open);
  }

  return {
    user,
    workspace,
    get channel() {
      return self.channel;
    },
    ...createUsesApp(self),
    ...createWrites(self),
    ...createPresses(self),
    goTo(place) {
      self.channel = place === 'dm' ? directChannel(world, workspace, [user.id]) : place;
      self.threadTs = null;
      addMember(world, self.channel, user);
    },
    openThread: (ts) => void (self.threadTs = ts),
    screen: () => visibleTo(self).map(showMessage),
    sees: (wanted, withinMs) =>
      waitFor(
        () => mine().findLast((one) => reads([one.text, one.fallback, ...one.files.map(({ name }) => name)], wanted)),
        { withinMs, what: String(wanted) },
      ),
    modal: seeModal,
    seesModal: (wanted, withinMs) =>
      waitFor(() => matching(seeModal(), wanted), { withinMs, what: `a modal with ${String(wanted)}` }),
    seesHome: (wanted, withinMs) =>
      waitFor(
        () => {
          const view = home();
          return matching(view === undefined ? null : showView(view), wanted);
        },
        { withinMs, what: `a home with ${String(wanted)}` },
      ),
    async seesNoModal(withinMs) {
      await waitFor(() => (modalOf(self) === null ? true : undefined), { withinMs, what: 'no modal' });
    },
    doNotDisturb: (fromMs, toMs) => void (user.dnd = { fromMs, toMs }),
    installs: (installUrl, wish) => install(self, installUrl, wish),
  };
}

function matching(view: ShownView | null, wanted: string | RegExp): ShownView | undefined {
  if (view === null) return undefined;
  return reads([view.title, view.text, ...Object.values(view.errors)], wanted) ? view : undefined;
}

function reads(texts: readonly string[], wanted: string | RegExp): boolean {
  return texts.some((text) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)));
}
