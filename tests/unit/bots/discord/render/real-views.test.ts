import { describe, expect, test } from 'vitest';
import { renderAsk } from '#bots/discord/render/render-ask.ts';
import { renderView } from '#bots/discord/render.ts';
import type { Block, View } from '#core/view.ts';
import { languages } from '#core/words.ts';
import { faultsOfMessage, faultsOfModal } from '../../../../support/discord-limits.ts';
import { realLibrary, realViews } from '../../../../support/real-views.ts';
import { desk } from './desk.ts';
import { shown } from './shown.ts';

const pictures = ({ blocks }: View): ReadonlyMap<Block, Uint8Array> =>
  new Map(blocks.filter(({ kind }) => kind === 'picture').map((block) => [block, new Uint8Array([1])]));

describe.each(languages)('the real content in %s', async (language) => {
  const say = realLibrary().speak(language);
  const all = await realViews(language);

  test('every view is within the limits, in one message, with pictures and without', () => {
    for (const { name, view } of all) {
      for (const drawn of [pictures(view), new Map<Block, Uint8Array>()]) {
        const sent = renderView(view, desk({ say, pictures: drawn }));
        expect(sent.flatMap(faultsOfMessage), name).toEqual([]);
        expect(sent.length, name).toBe(1);
      }
    }
  });

  test('every form is within the limits and begins with the whole program', () => {
    const asks = all.flatMap(({ view }) => view.blocks.flatMap((block) => (block.kind === 'ask' ? [block.ask] : [])));
    expect(asks.length).toBeGreaterThan(20);
    for (const ask of asks) {
      const modal = renderAsk(ask, 'form', say);
      expect(faultsOfModal(modal)).toEqual([]);
      const sent = JSON.stringify(modal);
      const begun = ask.fields.filter((field) => field.kind === 'code' && field.initial !== '');
      for (const field of begun) if (field.kind === 'code') expect(sent).toContain(JSON.stringify(field.initial));
    }
  });
});

describe('as a learner sees it', async () => {
  const all = await realViews('en');
  const say = realLibrary().speak('en');

  test.each([
    'en page waits-together',
    'en question five-seconds-of-computing',
    'en wrong five-seconds-of-computing',
    'en run hostile',
    'en run error',
    'en run 500 lines',
    'en run deadlock',
    'en run trace gather',
    'en refusal no page',
    'en incident',
    'en help',
    'en progress',
    'en progress of somebody who learns',
    'en question that is due',
    'en exercises',
    'en task double',
    'en hint 2 double',
    'en verdict early',
    'en verdict right',
    'en verdict misspelt',
    'en verdict deadlocked',
    'en daily who-answers-first',
    'en daily answer who-answers-first',
    'en daily list',
    'en digest who-answers-first',
    'en review proven blocked',
    'en review proven waits',
    'en review of much',
    'en review that praises',
    'en remark blocking_sleep',
    'en explain',
  ])('%s', async (name) => {
    const view = all.find((one) => one.name === name)?.view;
    if (view === undefined) throw new Error(`expected a view named ${name}`);
    const sent = shown(renderView(view, desk({ say, pictures: pictures(view) })));
    await expect(`${sent}\n`).toMatchFileSnapshot(`shown/${name.slice(3).replaceAll(' ', '-')}.txt`);
  });
});
