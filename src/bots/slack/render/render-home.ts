import { createFileNames } from '#bots/shared/file-names.ts';
import type { View } from '#core/view.ts';
import type { Drawing } from './block-parts.ts';
import { blockParts } from './block-parts.ts';
import type { Desk } from './desk.ts';
import { mostViewBlocks } from '../limits.ts';
import { blocksOf } from './message.ts';
import type { NameAction } from './offer-parts.ts';
import { createActionNames, offerParts } from './offer-parts.ts';
import type { HomeView, MessageBlock } from './payload.ts';
import { proseParts } from './prose-parts.ts';
import { titleParts } from './title-parts.ts';

/** The learner's own page: views one under the other. It takes no tables and no files, so they are written out. */
export function renderHome(views: readonly View[], desk: Desk): HomeView {
  const drawing: Drawing = { ...desk, table: null, files: 'written-out', nameFile: createFileNames() };
  const nameAction = createActionNames();
  const drawn = views.map((view) => section(view, drawing, nameAction));
  const buttons = drawn.reduce((count, { tail }) => count + tail.length + 1, 0);
  let left = Math.max(0, mostViewBlocks - buttons);
  const blocks = drawn.flatMap(({ body, tail }, at) => {
    const shown = shortened(body, left);
    left -= shown.length;
    return [...(at === 0 ? [] : [{ type: 'divider' } as const]), ...shown, ...tail];
  });
  return { type: 'home', blocks: blocks.slice(0, mostViewBlocks) };
}

interface Section {
  readonly body: readonly MessageBlock[];
  readonly tail: readonly MessageBlock[];
}

function section(view: View, drawing: Drawing, nameAction: NameAction): Section {
  const body = [...titleParts(view), ...view.blocks.flatMap((block) => blockParts(block, drawing))];
  return { body: blocksOf(body), tail: blocksOf(offerParts(view, drawing, nameAction)) };
}

/** What can be pressed stays, whatever text has to go for it. */
function shortened(body: readonly MessageBlock[], most: number): readonly MessageBlock[] {
  if (body.length <= most) return body;
  return [...body.slice(0, Math.max(0, most - 1)), ...blocksOf(proseParts([{ kind: 'text', text: '…' }]))].slice(
    0,
    most,
  );
}
