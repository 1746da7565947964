import { test } from '@fast-check/vitest';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect } from 'vitest';
import type { TimelineModel } from '#core/timeline/model.ts';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';
import { outlined } from '#pictures/svg.ts';
import { timelineSvg } from '#pictures/timeline-svg.ts';
import { speak } from '../../support/speak.ts';
import { commanding, modelOf, models, recordedTrace, task, trace } from '../../support/timelines.ts';

const type = createTypesetter(openFonts());
const english = speak('en');

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The texts of a picture with the boxes that their letters fill: from the base line to the height of capitals. */
function textsIn(svg: string): readonly Placed[] {
  const found = svg.matchAll(
    /<text x="([^"]+)" y="([^"]+)" font-size="(\d+)" font-weight="(bold|regular)" fill="#\w+">([^<]*)<\/text>/gu,
  );
  return [...found].map(([, x, y, size, weight, raw = '']) => {
    const text = raw.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    const setting = { size: Number(size), weight: weight === 'bold' ? 'bold' : 'regular' } as const;
    const left = Number(x);
    return {
      text,
      left,
      right: left + type.width(text, setting),
      top: Number(y) - Number(size) * 0.73,
      bottom: Number(y),
    };
  });
}

const sizeOf = (svg: string) => {
  const [, width = 0, height = 0] = /<svg [^>]*width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
};

const overlaps = (one: Placed, other: Placed): boolean =>
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.top < other.bottom - 0.5 &&
  other.top < one.bottom - 0.5;

function expectReadable(model: TimelineModel): void {
  const svg = timelineSvg(model, type);
  const { width, height } = sizeOf(svg);
  const texts = textsIn(svg);
  expect(texts.length).toBe(svg.split('<text ').length - 1);
  for (const [at, text] of texts.entries()) {
    expect(text.left >= 0 && text.right <= width && text.top >= 0 && text.bottom <= height, text.text).toBe(true);
    const over = texts.slice(at + 1).filter((other) => overlaps(text, other));
    expect(over, `over ${JSON.stringify(text)}`).toEqual([]);
  }
}

describe('the picture', () => {
  test.each(['gather', 'blocked', 'deadlock-ring', 'semaphore', 'queue', 'crowd', 'threads'])(
    'of %s has every lane by name',
    (name) => {
      const model = modelOf(recordedTrace(name), english);
      const texts = textsIn(timelineSvg(model, type)).map(({ text }) => text);
      for (const { label } of model.lanes) expect(texts).toContain(label);
      for (const { label } of model.legend) expect(texts).toContain(label);
      expectReadable(model);
    },
  );

  test('has no letters smaller than reads on a phone', () => {
    const svg = timelineSvg(modelOf(recordedTrace('blocked'), english), type);
    expect(sizeOf(svg).width).toBe(900);
    expect(
      Math.min(...[...svg.matchAll(/font-size="(\d+)"/gu)].map(([, size]) => Number(size))),
    ).toBeGreaterThanOrEqual(22);
  });

  test.each([1, 8, 30, 500])('of %i tasks is no higher than a phone can show', (count) => {
    const tasks = Array.from({ length: count }, (_, at) =>
      task(at + 1, { coroutine: `job_${String.fromCodePoint(97 + (at % 26))}` }),
    );
    const model = modelOf(trace({ tasks }), english);
    expect(sizeOf(timelineSvg(model, type)).height).toBeLessThanOrEqual(1000);
    expectReadable(model);
  });

  test('names cannot break out of their place', () => {
    const svg = timelineSvg(modelOf(trace({ tasks: [task(1, { name: '</text><script>"&' })] }), english), type);
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;&quot;&amp;');
    expect(svg).not.toContain('<script');
  });

  test.prop([models(speak('en'))])('of any trace has no text over another or outside', (model) =>
    expectReadable(model),
  );
  test.prop([models(speak('zh'))])('of any trace in Chinese neither', (model) => expectReadable(model));

  test.prop([models(speak('en'))], { numRuns: 25 })(
    'of any trace is well-formed and can be drawn without fonts',
    (model) => {
      const svg = timelineSvg(model, type);
      expect(svg).not.toMatch(commanding);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
      expect(sizeOf(svg).height).toBeLessThanOrEqual(2000);
      const flat = outlined(svg, type);
      expect(flat).not.toContain('<text');
      expect(new Resvg(flat, { font: { loadSystemFonts: false } }).height).toBe(sizeOf(svg).height);
    },
  );
});
