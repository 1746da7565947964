import type { View } from '#core/view.ts';
import type { Asked } from '#bots/shared/asked.ts';
import { deliver } from '#bots/shared/deliver.ts';
import { createStage } from '#bots/shared/stage.ts';
import type { Surface } from '#bots/shared/surface.ts';
import { tempo } from './connection-limits.ts';
import type { Asker, Office } from './exchange.ts';
import { askCore, meet, requestOf } from './exchange.ts';
import type { HomeView } from './render/payload.ts';
import { homeSheet } from './sheet.ts';
import { expert } from './trouble.ts';
import type { Visit } from './visit.ts';

/** What stands on everybody's page: where they are in the course and the next step, then what they have learnt. */
const standing = ['lesson', 'progress'] as const;

interface Opening {
  readonly user: string;
  readonly event: string;
}

/** Somebody has opened their page. */
export async function hearHomeOpened({ user, event }: Opening, visit: Visit, office: Office): Promise<void> {
  const asker = await meet({ user, visit, event, visibility: 'private' }, office);
  await showAtHome(askCore({ command: standing[0], args: {}, file: null }, asker, office), standing.slice(1), {
    asker,
    office,
  });
}

/** What is pressed on the page is answered on it, above what stands there always. */
export async function answerAtHome(asked: Asked, asker: Asker, office: Office): Promise<void> {
  await showAtHome(askCore(asked, asker, office), standing, { asker, office });
}

interface Exchange {
  readonly asker: Asker;
  readonly office: Office;
}

async function showAtHome(
  views: AsyncIterable<View>,
  commands: readonly string[],
  { asker, office }: Exchange,
): Promise<void> {
  const { event, user, visit } = asker;
  const surface = homeSurface(user, visit);
  const stage = createStage({ surface, elsewhere: null, redo: 'freely', event, log: office.log, expert });
  let others: Promise<readonly View[]> | null = null;
  const below = async () => await (others ??= lastViews(commands, asker, office));
  const openSheet = (view: View) => homeSheet(view, { reader: asker, below }, office);
  await deliver(views, stage, { openSheet, tempo });
}

function homeSurface(user: string, { api }: Visit): Surface<HomeView> {
  return {
    acknowledge: async () => {},
    withdraw: async () => {},
    show: async (view) => await api.publishHome(user, view),
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
