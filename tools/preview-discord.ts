/**
 * Writes a page that shows how views look in Discord on a phone, roughly: `sh bin/node24 tools/preview-discord.ts [FOLDER]`.
 * One page a language, each with all views of the real content; `?view=NAME` in its address shows one of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createDraw } from '#pictures/create-draw.ts';
import { renderAsk } from '#bots/discord/render/render-ask.ts';
import { renderView } from '#bots/discord/render.ts';
import type { Block, View } from '#core/view.ts';
import { languages } from '#core/words.ts';
import { realLibrary, realViews } from '../tests/support/real-views.ts';
import { messageHtml, modalHtml, pageHtml } from './preview-discord/html.ts';

const [folder = 'data/preview'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const room = createDraw();
for (const language of languages) {
  const say = realLibrary().speak(language);
  const shown: string[] = [];
  for (const { name, view } of await realViews(language)) {
    const pictures = await drawn(view);
    let count = 0;
    const sent = renderView(view, { say, pictures, idOf: () => `press:${(count += 1)}` });
    const forms = view.blocks.flatMap((block) => (block.kind === 'ask' ? [renderAsk(block.ask, 'form', say)] : []));
    shown.push(
      `<section id="${name.replaceAll(' ', '-')}"><h6>${name}</h6>${sent.map(messageHtml).join('')}${forms.slice(0, 1).map(modalHtml).join('')}</section>`,
    );
  }
  const path = resolve(folder, `discord-${language}.html`);
  writeFileSync(path, pageHtml(shown.join('\n')));
  console.log(path);
}
await room.close();

async function drawn(view: View): Promise<ReadonlyMap<Block, Uint8Array>> {
  const pictures = new Map<Block, Uint8Array>();
  for (const block of view.blocks) if (block.kind === 'picture') pictures.set(block, await room.png(block.picture));
  return pictures;
}
