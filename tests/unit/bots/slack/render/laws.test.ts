import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible, visibleLine } from '#bots/shared/visible.ts';
import type { SlackFileReference } from '#bots/slack/render/payload.ts';
import { renderHome } from '#bots/slack/render/render-home.ts';
import { renderView } from '#bots/slack/render.ts';
import type { Block, Choice, View } from '#core/view.ts';
import { view } from '#core/view.ts';
import { texts, views } from '../../../../support/arbitraries.ts';
import { faultsOfHome, faultsOfMessage, mentions } from '../../../../support/slack-limits.ts';
import { anyView, attacks, bigViews } from './any-view.ts';
import { inOrder, pressablesOf } from '../../../../support/view-words.ts';
import { desk } from './desk.ts';
import { blocksIn, pressedIds, readBlocks } from './read-blocks.ts';

describe('laws of any view', () => {
  test('every message is one that Slack takes', () => {
    fc.assert(
      fc.property(anyView, fc.boolean(), (any, drawn) => {
        const sent = renderView(any, desk({ pictures: drawn ? drawings(any) : new Map() }));
        expect(sent.length).toBeGreaterThan(0);
        expect(sent.flatMap(faultsOfMessage)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the plain text of a message pings nobody, links nowhere, and says what the message begins with', () => {
    fc.assert(
      fc.property(attacks, attacks, (title, words) => {
        const [{ text } = { text: '' }] = renderView(
          view(title, [{ kind: 'prose', spans: [{ kind: 'text', text: words }] }]),
          desk(),
        );
        expect(mentions(text)).toEqual([]);
        expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/u);
        const read = text
          .replace(/\u200b/gu, '')
          .replace(/&lt;/gu, '<')
          .replace(/&gt;/gu, '>')
          .replace(/&amp;/gu, '&');
        const said = [title, words]
          .map(visibleLine)
          .filter((line) => line !== '')
          .join('\n');
        expect(read.endsWith('…') ? said.startsWith(read.slice(0, -1)) || said === '' : read === said).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('no word is lost, and all stand in order; what is too long stands in a file', () => {
    fc.assert(
      fc.property(anyView, (any) => {
        const sent = renderView(any, desk());
        const whole = sent.flatMap(({ files }) => files).find(({ name }) => /^(?:\d+-)?text\.txt$/u.test(name));
        const filed = whole === undefined ? '' : squash(visible(whole.content));
        const lost =
          inOrder(squash(readBlocks(blocksIn(sent))), any, squash) === null ? null : inOrder(filed, any, squash);
        expect(lost).toBe(null);
      }),
      { numRuns: 150 },
    );
  });

  test('every file of a view is sent whole', () => {
    fc.assert(
      fc.property(views, (any) => {
        const sent = renderView(any, desk()).flatMap(({ files }) => files.map(({ content }) => content));
        const wanted = any.blocks.flatMap((block) => (block.kind === 'file' && block.text !== '' ? [block.text] : []));
        expect(sent.slice(-wanted.length || sent.length)).toEqual(wanted.map((text) => text.toWellFormed()));
      }),
    );
  });

  test('a view takes at most three messages of text', () => {
    const quiet = bigViews.map((any) => ({ ...any, blocks: any.blocks.filter(({ kind }) => textual.has(kind)) }));
    fc.assert(
      fc.property(quiet, (any) => {
        expect(renderView(any, desk()).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 15 },
    );
  });

  test('all that is offered can be pressed once, in order, on the last message', () => {
    fc.assert(
      fc.property(views, (any) => {
        const own = desk();
        const sent = renderView(any, own);
        expect(own.pressed).toEqual(pressablesOf(any));
        expect(pressedIds(blocksIn(sent.slice(-1)))).toEqual(own.pressed.map((_, at) => `id-${at + 1}`));
        expect(pressedIds(blocksIn(sent.slice(0, -1)))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('many offers flow over menus, none is left out', () => {
    const many = fc.array(texts, { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(many, fc.boolean(), (labels, alike) => {
        const choices = labels.map((label, at): Choice => ({
          label,
          weight: 'secondary',
          command: alike ? 'answer' : `c${at}`,
          args: {},
        }));
        const sent = renderView(view('Title', [{ kind: 'choices', choices }]), desk());
        expect(sent.flatMap(faultsOfMessage)).toEqual([]);
        expect(pressedIds(blocksIn(sent))).toEqual(choices.map((_, at) => `id-${at + 1}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe('laws of the home page', () => {
  test('whatever views stand on it, Slack takes it, and all that they offer can be pressed', () => {
    fc.assert(
      fc.property(fc.array(anyView, { maxLength: 4 }), (all) => {
        const home = renderHome(all, desk());
        expect(faultsOfHome(home)).toEqual([]);
        expect(pressedIds(home.blocks)).toEqual(all.flatMap(pressablesOf).map((_, at) => `id-${at + 1}`));
      }),
      { numRuns: 60 },
    );
  });

  test('views that fit stand on it with all their words', () => {
    fc.assert(
      fc.property(fc.array(views, { maxLength: 3 }), (all) => {
        const { blocks } = renderHome(all, desk());
        fc.pre(blocks.length < 90);
        let shown = squash(readBlocks(blocks));
        for (const any of all) {
          expect(inOrder(shown, any, squash)).toBe(null);
          shown = shown.slice(squash(visible(any.title)).length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const textual = new Set<string>(['prose', 'code', 'list', 'table', 'progress']);

function drawings(any: View): ReadonlyMap<Block, SlackFileReference> {
  return new Map(any.blocks.filter(({ kind }) => kind === 'picture').map((block) => [block, { id: 'F1' }]));
}

const squash = (shown: string): string => shown.replace(/[\s\u200b↵·→␍]/gu, '');
