import fc from 'fast-check';
import type { Block, Span, View } from '#core/view.ts';
import { view } from '#core/view.ts';
import { blocks, texts, views } from '../../../../support/arbitraries.ts';

/** What learners type to see what happens. */
export const attacks = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!here>',
        '<!channel|x>',
        '<!everyone>',
        '<!subteam^S1>',
        '<!date^1^{date}|x>',
        '<@U1>',
        '<@W1|a>',
      ),
      fc.constantFrom('<#C1>', '<#C1|x>', '@channel', '@here', '@everyone', '<https://evil.example|x>', '<mailto:a@b>'),
      fc.constantFrom(
        '&lt;!here&gt;',
        '&amp;',
        ':smile:',
        '*',
        '_',
        '~',
        '`',
        '```',
        '> ',
        '• ',
        '1. ',
        'https://a.example',
      ),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '!',
        '@',
        '#',
        '\n',
        ' ',
        '\u001b[31m',
        '\u202e',
        '\u200b',
        'word',
        '好',
        '"',
        '\\',
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
    url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom(
        'javascript:alert(1)',
        'https://slack.com@evil.example',
        'x',
        '',
        '<!here>',
        `https://a.example/${'x'.repeat(4000)}`,
      ),
    ),
  }),
);

const many = fc.array(hostileSpans, { maxLength: 5 });

const hostileViews: fc.Arbitrary<View> = fc
  .record({
    title: fc.oneof(attacks, texts),
    tone: fc.constantFrom('plain', 'success', 'warning', 'praise'),
    blocks: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('prose'), spans: many }),
        fc.record({ kind: fc.constant('code'), language: fc.constantFrom('python', 'text'), text: attacks }),
        fc.record({ kind: fc.constant('list'), ordered: fc.boolean(), items: fc.array(many, { maxLength: 4 }) }),
        fc.record({
          kind: fc.constant('table'),
          header: fc.array(many, { maxLength: 3 }),
          rows: fc.array(fc.array(many, { maxLength: 3 }), { maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant('file'), name: attacks, text: attacks }),
        fc.record({
          kind: fc.constant('choices'),
          choices: fc.array(
            fc.record({
              label: attacks,
              weight: fc.constantFrom('primary', 'secondary'),
              command: fc.constantFrom('a', 'b'),
              args: fc.constant({}),
            }),
            { maxLength: 4 },
          ),
        }),
      ),
      { maxLength: 6 },
    ),
  })
  .map(({ title, tone, blocks: all }) => view(title, all, { tone }));

const long = '*some* words_ of `prose`, and more. '.repeat(400);
const one = (text: string): readonly Span[] => [{ kind: 'text', text }];
const bigBlocks: readonly Block[] = [
  { kind: 'prose', spans: one(long) },
  { kind: 'prose', spans: [{ kind: 'strong', text: '全'.repeat(9000) }] },
  { kind: 'prose', spans: [{ kind: 'link', text: long, url: 'https://docs.python.org/3/library/asyncio.html' }] },
  {
    kind: 'prose',
    spans: Array.from({ length: 900 }, (_, at) => ({ kind: at % 2 === 0 ? 'code' : 'text', text: `w${at} ` })),
  },
  { kind: 'code', language: 'python', text: 'print("```")\n'.repeat(900) },
  { kind: 'code', language: 'text', text: '"\\'.repeat(6000) },
  { kind: 'code', language: 'text', text: `${'\n'.repeat(5000)}end` },
  { kind: 'code', language: 'text', text: '👩‍👩‍👧'.repeat(2000) },
  { kind: 'list', ordered: true, items: Array.from({ length: 300 }, () => one('an item\nof two lines')) },
  { kind: 'list', ordered: true, items: [one('short'), one(long), one('short')] },
  { kind: 'table', header: [one('a')], rows: Array.from({ length: 900 }, () => [one('b')]) },
  {
    kind: 'table',
    header: [one('a'), one('b')],
    rows: Array.from({ length: 30 }, () => [one('cell '.repeat(20)), []]),
  },
  {
    kind: 'table',
    header: Array.from({ length: 30 }, () => one('h')),
    rows: [Array.from({ length: 30 }, () => one('c'))],
  },
];

/** Views that no message holds: long, or of very many parts. */
export const bigViews: fc.Arbitrary<View> = fc
  .record({
    title: fc.oneof(texts, fc.constant('word '.repeat(200))),
    block: fc.oneof(blocks, fc.constantFrom(...bigBlocks)),
    times: fc.integer({ min: 1, max: 30 }),
    more: fc.array(fc.oneof(blocks, fc.constantFrom(...bigBlocks)), { maxLength: 4 }),
  })
  .map(({ title, block, times, more }) =>
    view(title, [...Array.from({ length: times }, () => structuredClone(block)), ...more]),
  );

export const anyView: fc.Arbitrary<View> = fc.oneof(
  { arbitrary: views, weight: 4 },
  { arbitrary: hostileViews, weight: 4 },
  { arbitrary: bigViews, weight: 1 },
);
