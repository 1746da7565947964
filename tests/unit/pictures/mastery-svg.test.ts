import { test } from '@fast-check/vitest';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect } from 'vitest';
import { masteryModel } from '#core/memory/mastery-model.ts';
import { masteryOf } from '#core/memory/mastery.ts';
import type { MasteryModel } from '#core/memory/model.ts';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';
import { masterySvg } from '#pictures/mastery-svg.ts';
import { outlined } from '#pictures/svg.ts';
import { answered } from '../../support/facts.ts';
import { masteryModels } from '../../support/mastery-models.ts';
import { expectReadableSvg, sizeOf, textsIn } from '../../support/readable-svg.ts';
import { realLibrary } from '../../support/real-views.ts';
import { speak } from '../../support/speak.ts';
import { commanding } from '../../support/timelines.ts';

const type = createTypesetter(openFonts());
const day = 86_400_000;

/** Of somebody who answered about every concept of the real course, each a day later. */
function realModel(language: 'en' | 'zh'): MasteryModel {
  const [course] = realLibrary().courses;
  if (course === undefined) throw new Error('expected a course');
  const facts = course.concepts.flatMap(({ id: concept }, place) => [
    answered(true, place * day, { concept }),
    answered(place % 4 !== 0, (place + 1) * day, { concept }),
  ]);
  const now = (course.concepts.length + 1) * day;
  const model = masteryModel(masteryOf(course, facts, now), { say: speak(language), language, now });
  if (model === null) throw new Error('expected a model');
  return model;
}

describe('the picture of what is remembered', () => {
  test.each(['en', 'zh'] as const)('names each row, its time and each sign, in %s', (language) => {
    const model = realModel(language);
    const svg = masterySvg(model, type);
    const texts = textsIn(svg, type).map(({ text }) => text);
    for (const { label, note } of model.rows) {
      expect(texts.some((text) => text === label || (text.endsWith('…') && label.startsWith(text.slice(0, -1))))).toBe(
        true,
      );
      expect(texts).toContain(note);
    }
    for (const { label } of model.legend) expect(texts).toContain(label);
    expect(texts).toContain(model.more);
    expectReadableSvg(svg, type);
  });

  test('is as wide as all pictures, no higher than a phone can show, with no letters smaller than read there', () => {
    const svg = masterySvg(realModel('en'), type);
    expect(sizeOf(svg).width).toBe(900);
    expect(sizeOf(svg).height).toBeLessThanOrEqual(1000);
    const sizes = [...svg.matchAll(/font-size="(\d+)"/gu)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(22);
  });

  test.prop([masteryModels])('of any model has no text over another or outside', (model) =>
    expectReadableSvg(masterySvg(model, type), type),
  );

  test.prop([masteryModels], { numRuns: 25 })('of any model is well-formed and can be drawn without fonts', (model) => {
    const svg = masterySvg(model, type);
    expect(svg).not.toMatch(commanding);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
    expect(svg).not.toContain('<script');
    const flat = outlined(svg, type);
    expect(flat).not.toContain('<text');
    expect(new Resvg(flat, { font: { loadSystemFonts: false } }).height).toBe(sizeOf(svg).height);
  });
});
