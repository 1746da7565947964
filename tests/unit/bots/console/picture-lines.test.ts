import { describe, expect, test } from 'vitest';
import { pictureLines } from '#bots/console/picture-lines.ts';
import { flat } from '#bots/console/pieces.ts';
import type { MasteryModel } from '#core/memory/model.ts';
import { speak } from '../../../support/speak.ts';
import { modelOf, recordedTrace } from '../../../support/timelines.ts';

describe('a timeline', () => {
  const timeline = modelOf(recordedTrace('gather'), speak('en'));
  const drawn = (columns: number) =>
    pictureLines({ kind: 'picture', picture: { kind: 'timeline', timeline }, words: 'in words' }, columns).map(flat);

  test('is drawn in lanes of characters', () => {
    expect(drawn(60).find((line) => line.startsWith('main'))).toMatch(/^main +·+✓$/u);
  });

  test('where lanes would be too narrow its words stand for it', () => {
    expect(drawn(35)).toEqual(['in words']);
  });
});

describe('what is remembered', () => {
  const mastery: MasteryModel = {
    title: 'You know 1 of 2 concepts',
    axis: 'asked again',
    ticks: [
      { at: 0, label: 'now' },
      { at: 1, label: 'a year' },
    ],
    rows: [
      { label: 'Task', look: 'due', to: 0, note: 'due now' },
      { label: 'gather', look: 'known', to: 0.5, note: 'in 12 days' },
    ],
    more: null,
    legend: [
      { look: 'due', label: 'due now' },
      { look: 'known', label: 'known' },
    ],
  };
  const drawn = (columns: number) =>
    pictureLines({ kind: 'picture', picture: { kind: 'mastery', mastery }, words: 'in words' }, columns).map(flat);

  test('is drawn in bars of characters', () => {
    expect(drawn(40)).toEqual([
      'You know 1 of 2 concepts',
      '',
      'asked again now        a year',
      'Task        !                 due now',
      'gather      █████████         in 12 days',
      '',
      '! due now   █ known',
    ]);
  });

  test('where bars would be too narrow its words stand for it', () => {
    expect(drawn(35)).toEqual(['in words']);
  });
});
