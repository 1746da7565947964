import type { View } from '#core/view.ts';
import type { Tempo } from './pace.ts';
import { nextMove } from './pace.ts';
import { eitherOf, readAhead } from './read-ahead.ts';
import type { Sheet } from './sheet.ts';
import type { Stage } from './stage.ts';

/** How views are drawn, and how fast. */
export interface Manner<Shown> {
  readonly openSheet: (view: View) => Sheet<Shown>;
  readonly tempo: Tempo;
}

/** Shows a stream of views as one reply that is edited in place; settles when it is delivered or given up. */
export async function deliver<Shown>(
  views: AsyncIterable<View>,
  stage: Stage<Shown>,
  { openSheet, tempo }: Manner<Shown>,
): Promise<void> {
  const ahead = readAhead(views);
  const startedAt = performance.now();
  let shownAt: number | null = null;
  let acknowledged: 'yes' | 'no' = 'no';
  for (;;) {
    const standing = { startedAt, shownAt, acknowledged, waiting: ahead.newest(), stream: ahead.state() };
    const move = nextMove(standing, performance.now(), tempo);
    switch (move.kind) {
      case 'show':
        ahead.take();
        await show(move.view, stage, {
          openSheet,
          pictureMs: stage.redo === 'never' ? longestPictureMs : tempo.pictureMs,
          pictureBy: acknowledged === 'yes' || stage.redo === 'never' ? Infinity : startedAt + tempo.acknowledgeMs,
        });
        shownAt = performance.now();
        acknowledged = 'yes';
        ahead.goOn();
        break;
      case 'acknowledge':
        acknowledged = 'yes';
        await stage.acknowledge();
        break;
      case 'wait':
        await ahead.changed(move.ms);
        break;
      case 'finish':
        if (shownAt === null && acknowledged === 'yes') await stage.withdraw();
        return;
    }
  }
}

/** Where a picture cannot come later, it is waited for. */
const longestPictureMs = 5000;

interface Showing<Shown> {
  readonly openSheet: (view: View) => Sheet<Shown>;
  readonly pictureMs: number;
  /** When it has to be shown without its pictures, at the latest. */
  readonly pictureBy: number;
}

/** The words do not wait long for the pictures, which come into the message when they are drawn. */
async function show<Shown>(view: View, stage: Stage<Shown>, showing: Showing<Shown>): Promise<void> {
  const { openSheet, pictureMs, pictureBy } = showing;
  const sheet = openSheet(view);
  if (sheet.drawing !== null) await eitherOf(sheet.drawing, Math.min(pictureMs, pictureBy - performance.now()));
  const drawn = sheet.drawn();
  await stage.show(await sheet.render(), view.stage);
  if (sheet.drawing === null || stage.redo === 'never') return;
  await sheet.drawing;
  if (sheet.drawn() > drawn) await stage.show(await sheet.render(), view.stage);
}
