import type { View } from '#core/view.ts';
import type { Asked } from '#bots/shared/asked.ts';
import { deliver } from '#bots/shared/deliver.ts';
import { createStage } from '#bots/shared/stage.ts';
import type { Surface } from '#bots/shared/surface.ts';
import { tempo } from './connection-limits.ts';
import type { Asker, Office } from './exchange.ts';
import { askCore, meet, replierTo, requestOf, tell } from './exchange.ts';
import { spreadAt } from './places.ts';
import type { HomeView } from './render/payload.ts';
import { homeSheet } from './sheet.ts';
import { expert, troubleOf } from './trouble.ts';
import type { Visit } from './visit.ts';
import type { OpenedHome } from './wire.ts';

/** What stands on everybody's page: where they are in the course and the next step, then what they have learnt. */
const standing = ['lesson', 'progress'] as const;

interface Opening extends OpenedHome {
  readonly event: string;
}

/** Somebody has opened their page. What came onto it since stays: it is newer. */
export async function hearHomeOpened({ user, event, hash }: Opening, visit: Visit, office: Office): Promise<void> {
  const asker = await meet({ user, visit, event, visibility: 'private', channel: null }, office);
  const views = askCore({ command: standing[0], args: {}, file: null }, asker, office);
  await showAtHome(views, { commands: standing.slice(1), over: hash }, { asker, office });
}

/** What is pressed on the page is answered on it, above what stands there always; or to them alone, if they went on meanwhile. */
export async function answerAtHome(asked: Asked, asker: Asker, office: Office): Promise<void> {
  const views = askCore(asked, asker, office);
  const overtaken = await showAtHome(views, { commands: standing, over: null }, { asker, office });
  if (overtaken === null) return;
  const spread = spreadAt({ kind: 'nowhere' }, 'beside', replierTo(asker, office));
  await tell(overtaken, { asker, spread }, office);
}

interface Exchange {
  readonly asker: Asker;
  readonly office: Office;
}

interface Page {
  /** What stands there always. */
  readonly commands: readonly string[];
  /** The hash of what has to stand there still; null: whatever does. */
  readonly over: string | null;
}

/** Gives the view that found no place there: another one came onto the page after this reply had begun. */
async function showAtHome(
  views: AsyncIterable<View>,
  { commands, over }: Page,
  { asker, office }: Exchange,
): Promise<View | null> {
  const { event, user, visit } = asker;
  const surface = homeSurface(user, over, visit);
  const stage = createStage({ surface, elsewhere: null, redo: 'freely', event, log: office.log, expert });
  let others: Promise<readonly View[]> | null = null;
  const below = async () => await (others ??= lastViews(commands, asker, office));
  let newest: View | null = null;
  const openSheet = (view: View) => {
    newest = view;
    return homeSheet(view, { reader: asker, below }, office);
  };
  await deliver(views, stage, { openSheet, tempo });
  return surface.isOvertaken() ? newest : null;
}

interface HomeSurface extends Surface<HomeView> {
  isOvertaken(): boolean;
}

/** Each view of a reply replaces the one before it, and nothing else. */
function homeSurface(user: string, over: string | null, { api }: Visit): HomeSurface {
  let hash = over;
  let isOvertaken = false;
  return {
    acknowledge: async () => {},
    withdraw: async () => {},
    isOvertaken: () => isOvertaken,
    async show(view) {
      if (isOvertaken) return;
      try {
        hash = await api.publishHome(user, view, hash);
      } catch (error) {
        isOvertaken = troubleOf(error) === 'overtaken';
        if (!isOvertaken) throw error;
      }
    },
  };
}

/** The finished view of each of these commands. */
async function lastViews(commands: readonly string[], asker: Asker, { app, signal }: Office): Promise<readonly View[]> {
  const found: View[] = [];
  for (const command of commands) {
    const request = { ...requestOf(asker, `${asker.event}:${command}`), command, args: {} };
    for await (const view of app.handle(request, signal)) if (view.stage === 'final') found.push(view);
  }
  return found;
}
