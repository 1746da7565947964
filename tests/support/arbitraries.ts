import fc from 'fast-check';
import { describeMastery } from '#core/memory/mastery-model.ts';
import { describeTimeline } from '#core/timeline/describe-timeline.ts';
import type { Block, Choice, Field, Span, View } from '#core/view.ts';
import { bareWords } from './library.ts';
import { masteryModels } from './mastery-models.ts';
import { models } from './timelines.ts';

/** Text as learners, programs and authors may write it: long, wide, joined, broken, and meant to command a terminal. */
export const texts: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.lorem({ maxCount: 12, mode: 'words' }),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          '中文字符，还有标点。',
          '「引号」（括号）',
          '한국어',
          '全'.repeat(90),
          '，'.repeat(40),
          '\u3000',
        ),
        fc.constantFrom('👨‍👩‍👧‍👦', '👍🏽', '⚠️', '🇩🇪', 'e\u0301', '\u200b', `👩${'\u200d👩'.repeat(60)}`),
        fc.constantFrom('\u001b[31m', '\u001b]0;title\u0007', '\u009b2J', '\u202e', '\u2066', '\0', '\u2028', '\ud800'),
        fc.constantFrom('\n', '\r\n', '\r', '\t', '     ', 'x'.repeat(230), '`'.repeat(70), '```', '`', '~~~'),
        fc.constantFrom('@everyone', '<@1>', '**', '_', '$t(x)', '{{x}}', '<b>', '&amp;', '/run', '7'),
      ),
      { maxLength: 6 },
    ),
    fc.constantFrom('', ' '),
  )
  .map(([parts, between]) => parts.join(between));

export const spans: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'code', 'strong', 'emphasis'), text: texts }),
  fc.record({ kind: fc.constant('link'), text: texts, url: fc.webUrl({ withQueryParameters: true }) }),
);

const manySpans = fc.array(spans, { maxLength: 4 });
const args = fc.dictionary(fc.constantFrom('course', 'chunk', 'code'), texts, { maxKeys: 2 });
const commands = fc.constantFrom('next', 'run', 'answer');

const choices: fc.Arbitrary<Choice> = fc.record({
  label: texts,
  weight: fc.constantFrom('primary', 'secondary'),
  command: commands,
  args,
});

const fields: fc.Arbitrary<Field> = fc.oneof(
  fc.record({ kind: fc.constant('code'), name: fc.constant('code'), label: texts, initial: texts }),
  fc.record({
    kind: fc.constant('many-of'),
    name: fc.constant('picks'),
    label: texts,
    options: fc.array(fc.record({ value: texts, label: texts }), { maxLength: 5 }),
  }),
);

const asks = fc.record({
  label: texts,
  title: texts,
  command: commands,
  args,
  fields: fc.array(fields, { maxLength: 2 }),
});

export const blocks: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('prose'), spans: manySpans }),
  fc.record({ kind: fc.constant('code'), language: fc.constantFrom('python', 'text'), text: texts }),
  fc.record({ kind: fc.constant('list'), ordered: fc.boolean(), items: fc.array(manySpans, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('table'),
    header: fc.array(manySpans, { maxLength: 5 }),
    rows: fc.array(fc.array(manySpans, { maxLength: 6 }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('progress'), label: texts, done: fc.integer(), of: fc.integer() }),
  models(bareWords).map((timeline) => ({
    kind: 'picture' as const,
    picture: { kind: 'timeline' as const, timeline },
    words: describeTimeline(timeline),
  })),
  masteryModels.map((mastery) => ({
    kind: 'picture' as const,
    picture: { kind: 'mastery' as const, mastery },
    words: describeMastery(mastery, bareWords).slice(0, 1000),
  })),
  fc.record({ kind: fc.constant('file'), name: texts, text: texts }),
  fc.record({ kind: fc.constant('choices'), choices: fc.array(choices, { maxLength: 6 }) }),
  fc.record({ kind: fc.constant('ask'), ask: asks }),
);

export const views: fc.Arbitrary<View> = fc.record({
  title: texts,
  tone: fc.constantFrom('plain', 'success', 'warning', 'praise'),
  audience: fc.constantFrom('learner', 'channel'),
  stage: fc.constantFrom('passing', 'final'),
  blocks: fc.array(blocks, { maxLength: 5 }),
});
