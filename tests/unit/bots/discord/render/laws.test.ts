import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '#bots/shared/visible.ts';
import { renderAsk } from '#bots/discord/render/render-ask.ts';
import { readModal } from '#bots/discord/render/read-modal.ts';
import { renderView } from '#bots/discord/render.ts';
import { sentence } from '#bots/discord/render/sentence.ts';
import type { ActionRow, ContainerPart, OutgoingMessage } from '#bots/discord/render/payload.ts';
import type { Ask, Block, Choice, Span, View } from '#core/view.ts';
import { view } from '#core/view.ts';
import { blocks, spans, texts, views } from '../../../../support/arbitraries.ts';
import { faultsOfMessage, faultsOfModal } from '../../../../support/discord-limits.ts';
import type { MarkdownNode } from '../../../../support/discord-markdown.ts';
import { kindsIn, readMarkdown, readText } from '../../../../support/discord-markdown.ts';
import { bareWords } from '../../../../support/library.ts';
import { inOrder, pressablesOf } from '../../../../support/view-words.ts';
import { desk } from './desk.ts';

/** What learners type to see what happens. */
const attacks = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@everyone',
        '@here',
        '<@1>',
        '<@!1>',
        '<@&12>',
        '<#3>',
        '</run:1>',
        '<id:browse>',
        '<:a:1>',
        '<a:b:2>',
      ),
      fc.constantFrom(
        '<t:1700000000:R>',
        ':smile:',
        '[a](https://evil.example)',
        'https://evil.example',
        '<https://x.y>',
      ),
      fc.constantFrom(
        '# ',
        '## x',
        '-# ',
        '> ',
        '>>> ',
        '- ',
        '* ',
        '+ ',
        '1. ',
        '10. x',
        '||',
        '~~',
        '__',
        '_',
        '**',
        '*',
      ),
      fc.constantFrom(
        '\\',
        '\\`',
        '`',
        '``',
        '```',
        '````',
        '```ansi\n',
        '\n',
        ' ',
        '\u001b[31m',
        '\u202e',
        '\u200b',
        'word',
        '好',
      ),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

const hostileSpans: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'code', 'strong', 'emphasis'), text: fc.oneof(attacks, texts) }),
  fc.record({
    kind: fc.constant('link'),
    text: attacks,
    url: fc.oneof(fc.webUrl(), fc.constantFrom('javascript:alert(1)', 'https://discord.com@evil.example', 'x', '')),
  }),
);

const manyHostile = fc.array(hostileSpans, { maxLength: 5 });
const hostileViews = fc.record({
  title: fc.oneof(attacks, texts),
  tone: fc.constantFrom('plain', 'success', 'warning', 'praise'),
  audience: fc.constant('learner'),
  stage: fc.constant('final'),
  blocks: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('prose'), spans: manyHostile }),
      fc.record({ kind: fc.constant('code'), language: fc.constantFrom('python', 'text'), text: attacks }),
      fc.record({ kind: fc.constant('list'), ordered: fc.boolean(), items: fc.array(manyHostile, { maxLength: 4 }) }),
      fc.record({
        kind: fc.constant('table'),
        header: fc.array(manyHostile, { maxLength: 3 }),
        rows: fc.array(fc.array(manyHostile, { maxLength: 3 }), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('progress'), label: attacks, done: fc.nat(), of: fc.nat() }),
      blocks,
    ),
    { maxLength: 6 },
  ),
}) satisfies fc.Arbitrary<View>;

/** Views that no message holds: long, or of very many parts. */
const bigViews: fc.Arbitrary<View> = fc
  .record({
    title: fc.oneof(texts, fc.constant('word '.repeat(200))),
    block: fc.oneof(blocks, fc.constantFrom(...bigBlocks())),
    times: fc.integer({ min: 1, max: 12 }),
    more: fc.array(fc.oneof(blocks, fc.constantFrom(...bigBlocks())), { maxLength: 4 }),
  })
  .map(({ title, block, times, more }) =>
    view(title, [...Array.from({ length: times }, () => structuredClone(block)), ...more]),
  );

function bigBlocks(): readonly Block[] {
  const long = '*some* words_ of `prose`, and more. '.repeat(320);
  return [
    { kind: 'prose', spans: [{ kind: 'text', text: long }] },
    { kind: 'prose', spans: [{ kind: 'strong', text: '全'.repeat(8000) }] },
    { kind: 'prose', spans: [{ kind: 'link', text: long, url: 'https://docs.python.org/3/library/asyncio.html' }] },
    { kind: 'code', language: 'python', text: 'print("```")\n'.repeat(900) },
    { kind: 'code', language: 'text', text: '`'.repeat(12_000) },
    { kind: 'code', language: 'text', text: `${'\n'.repeat(5000)}end` },
    { kind: 'code', language: 'text', text: '👩‍👩‍👧'.repeat(2000) },
    {
      kind: 'list',
      ordered: true,
      items: Array.from({ length: 300 }, () => [{ kind: 'text', text: 'an item\nof two lines' }]),
    },
    {
      kind: 'table',
      header: [[{ kind: 'text', text: 'a' }]],
      rows: Array.from({ length: 900 }, () => [[{ kind: 'text', text: 'b' }]]),
    },
  ];
}

const anyView = fc.oneof(
  { arbitrary: views, weight: 4 },
  { arbitrary: hostileViews, weight: 4 },
  { arbitrary: bigViews, weight: 1 },
);

describe('laws of any view', () => {
  test('every message is one that Discord takes', () => {
    fc.assert(
      fc.property(anyView, fc.boolean(), (any, drawn) => {
        const sent = renderView(any, desk({ pictures: drawn ? drawings(any) : new Map() }));
        expect(sent.length).toBeGreaterThan(0);
        expect(sent.flatMap(faultsOfMessage)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  test('only our own marks have an effect: nothing pings, links, quotes, hides, or leaves its fence', () => {
    const ours = new Set(['text', 'code', 'block', 'strong', 'emphasis', 'heading', 'item', 'link', 'address']);
    fc.assert(
      fc.property(anyView, (any) => {
        const nodes = contentsOf(renderView(any, desk())).map(readMarkdown);
        const foreign = nodes.flatMap((read) => [...kindsIn(read)].filter((kind) => !ours.has(kind)));
        expect(foreign).toEqual([]);
        const addresses = nodes
          .flatMap(urlsIn)
          .filter((url) => !/^https?:\/\/[^@\s]+$/iu.test(url) && !isOfLink(any, url));
        expect(addresses).toEqual([]);
        expect(nodes.flat().filter(({ kind }) => kind === 'heading').length).toBeLessThanOrEqual(1);
        expect(contentsOf(renderView(any, desk())).join('\n')).not.toMatch(
          /@(?:everyone|here)|<@[!&]?\d|<#\d|```ansi/iu,
        );
      }),
      { numRuns: 80 },
    );
  });

  test('a view without links links nowhere', () => {
    const plainSpans = hostileSpans.filter(({ kind }) => kind !== 'link');
    fc.assert(
      fc.property(fc.array(plainSpans, { maxLength: 6 }), (all) => {
        const nodes = readMarkdown(sentence(all));
        expect([...kindsIn(nodes)].filter((kind) => kind === 'link' || kind === 'address')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('a paragraph reads as its spans, each in its own style', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(spans, hostileSpans), { maxLength: 6 }), (all) => {
        const styled = all.filter(({ kind }) => kind !== 'link');
        expect(stylesOf(readMarkdown(sentence(styled)))).toEqual(expectedStyles(styled));
      }),
      { numRuns: 400 },
    );
  });

  test('no word is lost, and all stand in order; what is too long stands in a file', () => {
    fc.assert(
      fc.property(anyView, (any) => {
        const sent = renderView(any, desk());
        const shown = squash(
          contentsOf(sent)
            .map((content) => readText(readMarkdown(content)))
            .join('\n'),
        );
        const whole = sent.flatMap(({ files }) => files).find(({ name }) => /^(?:\d+-)?text\.txt$/u.test(name));
        const filed = typeof whole?.content === 'string' ? squash(visible(whole.content)) : '';
        const lost = inOrder(shown, any, squash) === null ? null : inOrder(filed, any, squash);
        expect(lost).toBe(null);
      }),
      { numRuns: 80 },
    );
  });

  test('a view takes at most three messages of text', () => {
    const long = fc
      .array(fc.constantFrom(...bigBlocks()), { minLength: 1, maxLength: 20 })
      .map((all) => view('Long', all));
    fc.assert(
      fc.property(long, (any) => {
        expect(renderView(any, desk()).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 30 },
    );
  });

  test('all that is offered can be pressed once, in order, on the last message', () => {
    fc.assert(
      fc.property(views, (any) => {
        const all = pressablesOf(any);
        const own = desk();
        const sent = renderView(any, own);
        expect(pressedIds(sent.slice(-1))).toEqual(all.map(own.idOf));
        expect(pressedIds(sent.slice(0, -1))).toEqual([]);
      }),
      { numRuns: 80 },
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
        const any = view('Title', [{ kind: 'choices', choices }]);
        const own = desk();
        const sent = renderView(any, own);
        expect(sent.flatMap(faultsOfMessage)).toEqual([]);
        expect(pressedIds(sent)).toEqual(choices.map(own.idOf));
      }),
      { numRuns: 60 },
    );
  });
});

describe('laws of any form', () => {
  const asks: fc.Arbitrary<Ask> = fc.record({
    label: texts,
    title: texts,
    command: fc.constant('run'),
    args: fc.constant({}),
    fields: fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('code'),
          name: fc.constantFrom('code', 'more'),
          label: texts,
          initial: fc.oneof(texts, fc.constant('x = 1\n'.repeat(900))),
        }),
        fc.record({
          kind: fc.constant('many-of'),
          name: fc.constant('picks'),
          label: texts,
          options: fc.array(fc.record({ value: texts, label: texts }), { maxLength: 40 }),
        }),
      ),
      { maxLength: 2 },
    ),
  });

  test('every form is one that Discord takes', () => {
    fc.assert(
      fc.property(asks, (any) => {
        expect(faultsOfModal(renderAsk(any, 'form', bareWords))).toEqual([]);
      }),
    );
  });

  test('whatever comes back gives a text for each field, of options only what was offered', () => {
    fc.assert(
      fc.property(asks, fc.anything(), (any, submitted) => {
        const { args, uploads } = readModal(submitted, any);
        expect(Object.keys(args).sort()).toEqual([...new Set(any.fields.map(({ name }) => name))].sort());
        expect(uploads).toEqual([]);
      }),
    );
  });
});

function drawings(any: View): ReadonlyMap<Block, Uint8Array> {
  return new Map(any.blocks.filter(({ kind }) => kind === 'picture').map((block) => [block, new Uint8Array([1])]));
}

function contentsOf(sent: readonly OutgoingMessage[]): readonly string[] {
  return partsOf(sent).flatMap((part) => (part.type === 10 ? [part.content] : []));
}

const partsOf = (sent: readonly OutgoingMessage[]): readonly ContainerPart[] =>
  sent.flatMap(({ components: [container] }) => container.components);

function pressedIds(sent: readonly OutgoingMessage[]): readonly string[] {
  const rows = partsOf(sent).filter((part): part is ActionRow => part.type === 1);
  return rows.flatMap(({ components }) =>
    [...components].flatMap((one) => (one.type === 3 ? one.options.map(({ value }) => value) : [one.custom_id])),
  );
}

function urlsIn(nodes: readonly MarkdownNode[]): readonly string[] {
  return nodes.flatMap((node) => [
    ...('url' in node ? [node.url] : []),
    ...('children' in node ? urlsIn(node.children) : []),
  ]);
}

/** Whether an address is what the browser makes of one in a link span. */
function isOfLink(any: View, url: string): boolean {
  return JSON.stringify(any).includes('"link"') && /^https?:/u.test(url) && URL.parse(url)?.username === '';
}

/** Text by style, neighbours joined, blanks left out. */
type Styled = readonly (readonly [string, string])[];

function stylesOf(nodes: readonly MarkdownNode[]): Styled {
  return joinStyles(nodes.map((node) => [node.kind, readText([node])]));
}

function expectedStyles(all: readonly Span[]): Styled {
  return joinStyles(all.map(({ kind, text }) => [kind, visible(text)]));
}

function joinStyles(parts: Styled): Styled {
  const joined: (readonly [string, string])[] = [];
  for (const [kind, text] of parts) {
    const words = squash(text);
    const last = joined.at(-1);
    if (words === '') continue;
    if (last?.[0] === kind) joined[joined.length - 1] = [kind, last[1] + words];
    else joined.push([kind, words]);
  }
  return joined;
}

const squash = (shown: string): string => shown.replace(/[\s\u200b↵·␍]/gu, '');
