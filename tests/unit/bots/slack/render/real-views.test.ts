import { describe, expect, test } from 'vitest';
import { renderAsk } from '#bots/slack/render/render-ask.ts';
import { renderHome } from '#bots/slack/render/render-home.ts';
import { renderView } from '#bots/slack/render.ts';
import type { SlackMessage } from '#bots/slack/render/payload.ts';
import type { View } from '#core/view.ts';
import { languages } from '#core/words.ts';
import { realLibrary, realViews } from '../../../../support/real-views.ts';
import { faultsOfHome, faultsOfMessage, faultsOfModal } from '../../../../support/slack-limits.ts';
import { desk } from './desk.ts';
import { blocksIn, readBlocks } from './read-blocks.ts';

const english = new Map((await realViews('en')).map(({ name, view }) => [name, view]));

describe.each(languages)('the real content in %s', async (language) => {
  const say = realLibrary().speak(language);

  test.each(await realViews(language))('$name is one message that Slack takes', ({ view }) => {
    const sent = renderView(view, desk({ say }));
    expect(sent.flatMap(faultsOfMessage)).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(faultsOfHome(renderHome([view], desk({ say })))).toEqual([]);
    const forms = view.blocks.flatMap((block) => (block.kind === 'ask' ? [block.ask] : []));
    const drawn = forms.map((form) => renderAsk(form, { callbackId: 'form', privateMetadata: 'id-1', say }));
    expect(drawn.flatMap(faultsOfModal)).toEqual([]);
  });
});

describe('views of the real content look as they did', () => {
  test.each([
    'en page forgotten-await',
    'en question four-sleeps',
    'en question meaning-of-task',
    'en wrong who-answers-first',
    'en run hostile',
    'en run error',
    'en progress',
    'en task double',
    'en verdict early',
    'en review proven deadlock',
    'en review of much',
    'en fix blocking_sleep',
    'en help',
    'en refusal fence',
    'en incident',
    'en daily who-answers-first',
    'en daily answer who-answers-first',
    'en digest who-answers-first',
  ])('%s', (name) => {
    expect(drawnInEnglish(name)).toMatchSnapshot();
  });
});

test('what is too long for a screen is uploaded whole', () => {
  const [{ files, text } = { files: [], text: '' }] = drawnInEnglish('en run much of both');
  expect(files.map(({ name, content }) => [name, content.split('\n').length])).toEqual([
    ['output.txt', 500],
    ['errors.txt', 500],
  ]);
  expect(text.length).toBeLessThanOrEqual(300);
});

test('a picture that is uploaded stands for its words, which are read aloud', () => {
  const view = viewNamed('en run trace gather');
  const picture = view.blocks.find(({ kind }) => kind === 'picture');
  if (picture === undefined) throw new Error('expected a picture in that view');
  const say = realLibrary().speak('en');
  const drawn = blocksIn(renderView(view, desk({ say, pictures: new Map([[picture, { id: 'F42' }]]) })));
  expect(drawn).toContainEqual({
    type: 'image',
    slack_file: { id: 'F42' },
    alt_text: expect.stringContaining('fetch (Task-2): 0 s to 1 s, done.'),
  });
  const told = blocksIn(renderView(view, desk({ say })));
  expect(told.some(({ type }) => type === 'image')).toBe(false);
  expect(readBlocks(told)).toContain('fetch (Task-2): 0 s to 1 s, done.');
});

test('the home page draws progress without a table', () => {
  expect(renderHome([viewNamed('en progress')], desk({ say: realLibrary().speak('en') }))).toMatchSnapshot();
});

function drawnInEnglish(name: string): readonly SlackMessage[] {
  return renderView(viewNamed(name), desk({ say: realLibrary().speak('en') }));
}

function viewNamed(name: string): View {
  const view = english.get(name);
  if (view === undefined) throw new Error(`expected one of ${[...english.keys()].join(', ')}, got ${name}`);
  return view;
}
