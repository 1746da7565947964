/**
 * Writes a page that shows how views look in Slack on a phone, roughly: `sh bin/node24 tools/preview-slack.ts FOLDER`.
 * One page a language, each with all views of the real content, and `?view=NAME,NAME` in its address shows these side by side.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderAsk } from '#bots/slack/render/render-ask.ts';
import { renderHome } from '#bots/slack/render/render-home.ts';
import { renderView } from '#bots/slack/render.ts';
import type { SlackFileReference } from '#bots/slack/render/payload.ts';
import { createDraw } from '#pictures/create-draw.ts';
import type { Block, View } from '#core/view.ts';
import { languages } from '#core/words.ts';
import { realLibrary, realViews } from '../tests/support/real-views.ts';
import { homeHtml, messageHtml, modalHtml, pageHtml } from './preview-slack/html.ts';

const [folder = 'preview'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const room = createDraw();
for (const language of languages) {
  const say = realLibrary().speak(language);
  const shown: string[] = [];
  let largest = { bytes: 0, name: '' };
  for (const { name, view } of await realViews(language)) {
    const { pictures, images } = await uploaded(view);
    const desk = { say, pictures, idOf: () => 'x'.repeat(100) };
    const sent = renderView(view, desk);
    const bytes = Math.max(...sent.map(({ blocks }) => Buffer.byteLength(JSON.stringify(blocks))));
    if (bytes > largest.bytes) largest = { bytes, name };
    const forms = view.blocks.flatMap((block) =>
      block.kind === 'ask' ? [renderAsk(block.ask, { callbackId: 'form', privateMetadata: '', say })] : [],
    );
    const html = [
      ...sent.map((message) => messageHtml(message, images)),
      ...forms.slice(0, 1).map((form) => modalHtml(form)),
      ...(name.endsWith(' progress') ? [homeHtml(renderHome([view], desk), images)] : []),
    ];
    shown.push(`<section id="${name.replaceAll(' ', '-')}"><h6>${name}</h6>${html.join('')}</section>`);
  }
  const path = resolve(folder, `slack-${language}.html`);
  writeFileSync(path, pageHtml(shown.join('\n')));
  console.log(path, `(largest message: ${largest.name}, ${largest.bytes} bytes)`);
}
await room.close();

async function uploaded(view: View) {
  const pictures = new Map<Block, SlackFileReference>();
  const images = new Map<string, Uint8Array>();
  for (const block of view.blocks) {
    if (block.kind !== 'picture') continue;
    const id = `F${pictures.size}`;
    pictures.set(block, { id });
    images.set(id, await room.png(block.picture));
  }
  return { pictures, images };
}
