import { expect, test } from 'vitest';
import { pictureLines } from '#bots/console/picture-lines.ts';
import { flat } from '#bots/console/pieces.ts';
import { speak } from '../../../support/speak.ts';
import { modelOf, recordedTrace } from '../../../support/timelines.ts';

const timeline = modelOf(recordedTrace('gather'), speak('en'));
const drawn = (columns: number) =>
  pictureLines({ kind: 'picture', picture: { kind: 'timeline', timeline }, words: 'in words' }, columns).map(flat);

test('a timeline is drawn in lanes of characters', () => {
  expect(drawn(60).find((line) => line.startsWith('main'))).toMatch(/^main +·+✓$/u);
});

test('where lanes would be too narrow its words stand for it', () => {
  expect(drawn(35)).toEqual(['in words']);
});
