import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readModal } from '#bots/slack/render/read-modal.ts';
import { renderAsk } from '#bots/slack/render/render-ask.ts';
import type { Ask, Field } from '#core/view.ts';
import { texts } from '../../../../support/arbitraries.ts';
import { bareWords } from '../../../../support/library.ts';
import { faultsOfModal } from '../../../../support/slack-limits.ts';
import { attacks } from './any-view.ts';

const say = bareWords;
const asDesk = { callbackId: 'form', privateMetadata: 'id-1', say };
const words = fc.oneof(texts, attacks);

const asks: fc.Arbitrary<Ask> = fc.record({
  label: words,
  title: words,
  command: fc.constant('run'),
  args: fc.constant({}),
  fields: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('code'),
        name: fc.constantFrom('code', 'more'),
        label: words,
        initial: fc.oneof(words, fc.constant('x = 1\n'.repeat(900))),
      }),
      fc.record({
        kind: fc.constant('many-of'),
        name: fc.constant('picks'),
        label: words,
        options: fc.array(fc.record({ value: words, label: words }), { maxLength: 130 }),
      }),
    ),
    { maxLength: 2 },
  ),
});

const form = (...fields: readonly Field[]): Ask => ({
  label: 'Edit',
  title: 'Edit and run',
  command: 'run',
  args: {},
  fields,
});
const code = (initial: string): Field => ({ kind: 'code', name: 'code', label: 'Your program', initial });
const picks = (...labels: readonly string[]): Field => ({
  kind: 'many-of',
  name: 'picks',
  label: 'Pick all',
  options: labels.map((label, at) => ({ value: `v${at}`, label })),
});

/** What Slack sends for a modal in which each input holds this. */
const state = (values: Readonly<Record<string, object>>) => ({
  values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }])),
});
const typed = (value: string | null) => ({ type: 'plain_text_input', value });
const picked = (...places: readonly number[]) => ({
  type: 'checkboxes',
  selected_options: places.map((place) => ({ value: String(place), text: { type: 'plain_text', text: 'x' } })),
});
const uploaded = {
  type: 'file_input',
  files: [
    {
      id: 'F1',
      name: 'main.py',
      size: 12,
      url_private: 'https://files.slack.com/F1',
      url_private_download: 'https://files.slack.com/F1/download',
    },
  ],
};

describe('a form', () => {
  test('is one that Slack takes, whatever stands in it', () => {
    fc.assert(
      fc.property(asks, (any) => {
        expect(faultsOfModal(renderAsk(any, asDesk))).toEqual([]);
      }),
    );
  });

  test('holds the program to be changed', () => {
    expect(renderAsk(form(code('print("a < b & c")\n')), asDesk)).toMatchSnapshot();
  });

  test('takes a program that may outgrow its input as a file too, and leaves it in the input', () => {
    const program = 'x = 1\n'.repeat(251);
    expect(renderAsk(form(code(program)), asDesk).blocks).toMatchObject([
      { type: 'input', optional: false, element: { initial_value: program } },
      { type: 'input', optional: true, hint: { text: 'form.code-longer' }, element: { type: 'file_input' } },
    ]);
  });

  test('leaves out a program that is too long for its input, and takes a file', () => {
    expect(renderAsk(form(code('x = 1\n'.repeat(501))), asDesk)).toMatchSnapshot();
  });

  test('offers up to ten answers as check boxes', () => {
    expect(renderAsk(form(picks('one', 'two')), asDesk)).toMatchSnapshot();
  });

  test('writes long answers out above their numbers', () => {
    const long = 'An answer that is so long that Slack would cut it in a check box, which nobody could read.';
    expect(renderAsk(form(picks('short', long)), asDesk)).toMatchSnapshot();
  });

  test('offers more than ten answers in a menu', () => {
    const { blocks } = renderAsk(form(picks(...Array.from({ length: 11 }, (_, at) => `answer ${at}`))), asDesk);
    expect(blocks).toMatchObject([{ type: 'input', element: { type: 'multi_static_select' } }]);
  });
});

describe('what comes back from a form', () => {
  test('is the program that was typed', () => {
    const filled = readModal(state({ 'field:0': typed('print(1)\n') }), { ask: form(code('')), say });
    expect(filled).toEqual({ kind: 'filled', args: { code: 'print(1)\n' }, uploads: [] });
  });

  test('is the values of the options picked, in the order of the options, each once', () => {
    const filled = readModal(state({ 'field:0': picked(2, 0, 2, 7) }), { ask: form(picks('a', 'b', 'c')), say });
    expect(filled).toEqual({ kind: 'filled', args: { picks: 'v0,v2' }, uploads: [] });
  });

  test('is the file in place of a program', () => {
    const given = state({ 'field:0': typed(null), 'upload:0': uploaded });
    expect(readModal(given, { ask: form(code('x'.repeat(4000))), say })).toEqual({
      kind: 'filled',
      args: { code: '' },
      uploads: [{ field: 'code', id: 'F1', name: 'main.py', size: 12, url: 'https://files.slack.com/F1/download' }],
    });
  });

  test('is an error at each field that was left out', () => {
    const given = state({ 'field:0': typed(' \n'), 'field:1': picked() });
    expect(readModal(given, { ask: form(code(''), picks('a')), say })).toEqual({
      kind: 'errors',
      errors: { 'field:0': 'form.no-code', 'field:1': 'refusal.no-answer' },
    });
  });

  test('gives a text or an error for each field whatever was sent', () => {
    fc.assert(
      fc.property(asks, fc.anything(), (any, rawState) => {
        const filled = readModal(rawState, { ask: any, say });
        const places = any.fields.map((_, at) => `field:${at}`);
        expect(filled).toMatchObject(places.length === 0 ? { kind: 'filled', args: {} } : { kind: 'errors' });
        if (filled.kind === 'errors') expect(Object.keys(filled.errors)).toEqual(places);
      }),
    );
  });

  test('comes back as it was drawn', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 129 }), { minLength: 1 }),
        fc.integer({ min: 130, max: 140 }),
        (places, count) => {
          const ask = form(picks(...Array.from({ length: count }, (_, at) => `answer ${at}`)));
          const inputs = renderAsk(ask, asDesk).blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
          const given = inputs.map(({ block_id: id, element }) => {
            const offered = 'options' in element ? element.options.map(({ value }) => value) : [];
            return [id, picked(...places.filter((place) => offered.includes(String(place))))] as const;
          });
          const wanted = places.toSorted((one, other) => one - other).map((place) => `v${place}`);
          expect(readModal(state(Object.fromEntries(given)), { ask, say })).toMatchObject({
            args: { picks: wanted.join(',') },
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});
