import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { DrawingRoom } from '#pictures/create-draw.ts';
import { createDraw } from '#pictures/create-draw.ts';
import { speak } from '../../support/speak.ts';
import { modelOf, recordedTrace } from '../../support/timelines.ts';

const picture = { kind: 'timeline', timeline: modelOf(recordedTrace('blocked'), speak('en')) } as const;
const chinese = { kind: 'timeline', timeline: modelOf(recordedTrace('blocked'), speak('zh')) } as const;

let draw: DrawingRoom | null = null;
afterEach(async () => {
  await draw?.close();
  draw = null;
});

/** Width and height, as the picture's own header says. */
function sizeOf(png: Uint8Array): readonly number[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect(view.getUint32(0)).toBe(0x89504e47);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('drawing', () => {
  test('gives a PNG small enough for a chat, the same one for the same picture', async () => {
    draw = createDraw();
    const [first, second] = await Promise.all([draw.png(picture), draw.png(picture)]);
    expect(sizeOf(first)).toEqual([900, 1022]);
    expect(first).toEqual(second);
    expect(first.length).toBeLessThan(200_000);
  });

  test('draws Chinese', async () => {
    draw = createDraw();
    expect(sizeOf(await draw.png(chinese))[0]).toBe(900);
  });

  test('starts again after it was idle', async () => {
    draw = createDraw({ idleMs: 1, deadlineMs: 20_000 });
    const first = await draw.png(picture);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(await draw.png(picture)).toEqual(first);
  });

  test('a picture that takes too long rejects, and the next one is drawn', async () => {
    draw = createDraw({ idleMs: 1000, deadlineMs: 1 });
    await expect(draw.png(picture)).rejects.toThrow('expected a picture, found none within 1 ms');
    await draw.close();
    draw = createDraw();
    expect(sizeOf(await draw.png(picture))[0]).toBe(900);
  });

  test('after it was closed nothing is drawn, and what was being drawn rejects', async () => {
    draw = createDraw();
    const begun = expect(draw.png(picture)).rejects.toThrow('found the drawing room closed');
    await draw.close();
    await begun;
    await expect(draw.png(picture)).rejects.toThrow('closed');
  });

  test('keeps no process alive that is done', async () => {
    const program = `
      import { createDraw } from './src/pictures/create-draw.ts';
      const png = await createDraw().png(${JSON.stringify(picture)});
      console.log(png.length);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 30_000,
    });
    expect(Number(stdout)).toBeGreaterThan(1000);
  });
});
