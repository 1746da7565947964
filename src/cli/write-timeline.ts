import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { languageFor } from '#core/words.ts';
import type { Timeline } from '#core/timeline/timeline.ts';
import { timelineModel } from '#core/timeline/timeline-model.ts';
import { createDraw } from '#pictures/create-draw.ts';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';
import { outlined } from '#pictures/svg.ts';
import { timelineSvg } from '#pictures/timeline-svg.ts';
import { localeOf } from './locale.ts';
import { openContent } from './open.ts';
import type { Terminal } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

/** The endings that a picture's file may have. */
const drawn = ['.png', '.svg'];

/** Refuses a file for a picture that would not be one, before anything is run. */
export function checkPictureFile(file: string): void {
  if (drawn.includes(extname(file))) return;
  throw new UsageProblem(`expected a file that ends in ${drawn.join(' or ')} for the timeline, found ${file}.`);
}

/** Draws a run into a file; tells whether there was anything to draw. */
export async function writeTimeline(file: string, timeline: Timeline | null, terminal: Terminal): Promise<boolean> {
  const { speak } = await openContent(terminal);
  const say = speak(languageFor(localeOf(terminal.environment)));
  const model = timeline === null ? null : timelineModel(timeline, say);
  if (model === null) return false;
  const path = resolve(terminal.folder, file);
  if (extname(file) === '.svg') {
    const type = createTypesetter(openFonts());
    await writeFile(path, outlined(timelineSvg(model, type), type));
    return true;
  }
  const draw = createDraw();
  try {
    await writeFile(path, await draw.png({ kind: 'timeline', timeline: model }));
  } finally {
    await draw.close();
  }
  return true;
}
