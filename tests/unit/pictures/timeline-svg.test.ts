import { test } from '@fast-check/vitest';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect } from 'vitest';
import type { TimelineModel } from '#core/timeline/model.ts';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';
import { outlined } from '#pictures/svg.ts';
import { timelineSvg } from '#pictures/timeline-svg.ts';
import { expectReadableSvg, sizeOf, textsIn } from '../../support/readable-svg.ts';
import { speak } from '../../support/speak.ts';
import { commanding, modelOf, models, recordedTrace, task, trace } from '../../support/timelines.ts';

const type = createTypesetter(openFonts());
const english = speak('en');

const expectReadable = (model: TimelineModel): void => expectReadableSvg(timelineSvg(model, type), type);

describe('the picture', () => {
  test.each(['gather', 'blocked', 'deadlock-ring', 'semaphore', 'queue', 'crowd', 'threads'])(
    'of %s has every lane by name',
    (name) => {
      const model = modelOf(recordedTrace(name), english);
      const texts = textsIn(timelineSvg(model, type), type).map(({ text }) => text);
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
