import type { View } from '#core/view.ts';
import { acknowledgeMs, pictureMs } from './connection-limits.ts';
import { nextMove } from './pace.ts';
import { eitherOf, readAhead } from './read-ahead.ts';
import type { Sheet } from './sheet.ts';
import type { Stage } from './stage.ts';

/** Shows a stream of views as one reply that is edited in place; settles when it is delivered or given up. */
export async function deliver(
  views: AsyncIterable<View>,
  stage: Stage,
  openSheet: (view: View) => Sheet,
): Promise<void> {
  const ahead = readAhead(views);
  const startedAt = performance.now();
  let shownAt: number | null = null;
  let acknowledged: 'yes' | 'no' = 'no';
  for (;;) {
    const standing = { startedAt, shownAt, acknowledged, waiting: ahead.newest(), stream: ahead.state() };
    const move = nextMove(standing, performance.now());
    switch (move.kind) {
      case 'show':
        ahead.take();
        await show(move.view, stage, {
          openSheet,
          pictureBy: acknowledged === 'yes' ? Infinity : startedAt + acknowledgeMs,
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

interface Showing {
  readonly openSheet: (view: View) => Sheet;
  /** When it has to be shown without its pictures, at the latest. */
  readonly pictureBy: number;
}

/** The words do not wait long for the pictures, which come into the message when they are drawn. */
async function show(view: View, stage: Stage, { openSheet, pictureBy }: Showing): Promise<void> {
  const sheet = openSheet(view);
  if (sheet.drawing !== null) await eitherOf(sheet.drawing, Math.min(pictureMs, pictureBy - performance.now()));
  const drawn = sheet.drawn();
  await stage.show(await sheet.render(), view.stage);
  if (sheet.drawing === null) return;
  await sheet.drawing;
  if (sheet.drawn() > drawn) await stage.show(await sheet.render(), view.stage);
}
