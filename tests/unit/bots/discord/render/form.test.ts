import { describe, expect, test } from 'vitest';
import { readModal } from '#bots/discord/render/read-modal.ts';
import { renderAsk } from '#bots/discord/render/render-ask.ts';
import type { Ask, Field } from '#core/view.ts';
import { bareWords } from '../../../../support/library.ts';

const form = (...fields: readonly Field[]): Ask => ({ label: 'Edit', title: 'Edit', command: 'run', args: {}, fields });
const code = (initial: string): Field => ({ kind: 'code', name: 'code', label: 'Your program', initial });
const picks = (count: number): Field => ({
  kind: 'many-of',
  name: 'picks',
  label: 'Pick',
  options: Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `option ${at}` })),
});
const rendered = (ask: Ask) => renderAsk(ask, 'form', bareWords).components;
const submitted = (...components: readonly unknown[]) => ({
  custom_id: 'form',
  components: components.map((component) => ({ type: 18, id: 1, component })),
});

describe('a form', () => {
  test('has an input for a program, filled with it', () => {
    expect(rendered(form(code('x = 1\n')))).toEqual([
      {
        type: 18,
        label: 'Your program',
        component: { type: 4, custom_id: 'field:0', style: 2, required: true, max_length: 4000, value: 'x = 1\n' },
      },
    ]);
  });

  test('takes a program that may outgrow the input as a file too, and leaves it in the input', () => {
    const [input, upload] = rendered(form(code('x'.repeat(2001))));
    expect(input).toMatchObject({ component: { type: 4, required: true, value: 'x'.repeat(2001) } });
    expect(upload).toMatchObject({ description: 'form.code-longer', component: { type: 19, custom_id: 'upload:0' } });
  });

  test('takes a program that is too long for the input as a file, and leaves the input empty', () => {
    const [input, upload] = rendered(form(code('x'.repeat(4001))));
    expect(input).toMatchObject({ component: { type: 4, required: false } });
    expect(input).not.toHaveProperty('component.value');
    expect(upload).toMatchObject({ label: 'form.code-file', component: { type: 19, custom_id: 'upload:0' } });
  });

  test('has check boxes for up to ten options, a menu for more', () => {
    expect(rendered(form(picks(10)))).toMatchObject([{ component: { type: 22, min_values: 1, max_values: 10 } }]);
    expect(rendered(form(picks(11)))).toMatchObject([{ component: { type: 3, max_values: 11 } }]);
    expect(rendered(form(picks(30)))).toMatchObject([
      { component: { type: 3, custom_id: 'field:0' } },
      { component: { type: 3, custom_id: 'field:0.1' } },
    ]);
  });

  test('says long labels in full', () => {
    const long = 'a label that is much longer than Discord lets the label of a field be';
    expect(rendered(form({ ...code(''), label: long }))).toMatchObject([
      { label: 'a label that is much longer than Discord…', description: long },
    ]);
    const options = [{ value: '0', label: 'word '.repeat(40).trim() }];
    const [written, group] = rendered(form({ kind: 'many-of', name: 'picks', label: 'Pick', options }));
    expect(written).toEqual({ type: 10, content: `**1** ${'word '.repeat(40).trim()}` });
    expect(group).toMatchObject({
      component: { options: [{ value: '0', label: expect.stringMatching(/^1 · word.*…$/u) }] },
    });
  });
});

describe('what comes back from a form', () => {
  test('is a text for each field', () => {
    const filled = submitted(
      { type: 4, custom_id: 'field:0', value: 'y = 2' },
      { type: 22, custom_id: 'field:1', values: ['2', '0'] },
    );
    expect(readModal(filled, form(code(''), picks(3)))).toEqual({
      args: { code: 'y = 2', picks: 'v0,v2' },
      uploads: [],
    });
  });

  test('is joined over the menus of one field', () => {
    const filled = submitted({ custom_id: 'field:0', values: ['3'] }, { custom_id: 'field:0.1', values: ['26'] });
    expect(readModal(filled, form(picks(30))).args).toEqual({ picks: 'v3,v26' });
  });

  test('is empty for what is missing, strange, or was not offered', () => {
    const filled = submitted(
      { custom_id: 'field:0', value: 7 },
      { custom_id: 'field:1', values: ['9', '-1', '__proto__', '1'] },
      null,
    );
    expect(readModal(filled, form(code(''), picks(3)))).toEqual({ args: { code: '', picks: 'v1' }, uploads: [] });
    expect(readModal(null, form(code('')))).toEqual({ args: { code: '' }, uploads: [] });
    expect(readModal({ components: 'x' }, form(code('')))).toEqual({ args: { code: '' }, uploads: [] });
  });

  test('names the file that came instead of a text', () => {
    const attachments = { 7: { id: '7', url: 'https://cdn.example/p.py', filename: 'p.py', size: 12 } };
    const filled = { ...submitted({ type: 19, custom_id: 'upload:0', values: ['7'] }), resolved: { attachments } };
    expect(readModal(filled, form(code(''))).uploads).toEqual([
      { field: 'code', url: 'https://cdn.example/p.py', name: 'p.py', size: 12 },
    ]);
    const odd = { ...filled, resolved: { attachments: { 7: { url: 'file:///etc/passwd', filename: 'p', size: 1 } } } };
    expect(readModal(odd, form(code(''))).uploads).toEqual([]);
  });
});
