import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebMOutputFormat } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLastFrame } from './last-frame';
import { writeTestVideo } from './write-test-video';

let folder: string;
beforeAll(async () => {
  sharp.cache(false);
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-last-frame-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

/** The colour of one pixel, as red, green and blue. */
async function colourAt(file: string, left: number, top: number): Promise<number[]> {
  const pixel = sharp(file).removeAlpha().extract({ left, top, width: 1, height: 1 });
  return [...(await pixel.raw().toBuffer())];
}

describe('the last frame', () => {
  test.each([
    ['an MP4', 'a.mp4', {}],
    ['a WebM', 'a.webm', { format: new WebMOutputFormat(), codec: 'vp9' as const }],
    ['a video of one frame of many', 'long.mp4', { frames: 61 }],
  ])('of %s is the very last, in its colours', async (_what, name, fixture) => {
    const videoPath = at(name);
    await writeTestVideo(videoPath, fixture);
    const framePath = at(`${name}.png`);
    await writeLastFrame({ videoPath, framePath });
    expect(await sharp(framePath).metadata()).toMatchObject({ format: 'png', width: 320, height: 180 });
    // The left half is red all the time; the right half has grown white by then.
    const [red = 0, green = 255, blue = 255] = await colourAt(framePath, 60, 90);
    expect(red).toBeGreaterThan(220);
    expect(Math.max(green, blue)).toBeLessThan(35);
    for (const channel of await colourAt(framePath, 260, 90)) expect(channel).toBeGreaterThan(235);
  });

  test('stands upright where the video is turned', async () => {
    await writeTestVideo(at('turned.mp4'), { rotation: 90 });
    await writeLastFrame({ videoPath: at('turned.mp4'), framePath: at('turned.png') });
    expect(await sharp(at('turned.png')).metadata()).toMatchObject({ width: 180, height: 320 });
  });

  test('of what cannot be decoded here is refused in words', async () => {
    await writeTestVideo(at('odd.mp4'), {});
    const whole = await readFile(at('odd.mp4'));
    whole.write('zzzz', whole.indexOf('avc1', whole.indexOf('stsd')), 'latin1');
    await writeFile(at('odd.mp4'), whole);
    await writeFile(at('text.mp4'), 'not a video');
    for (const name of ['odd.mp4', 'text.mp4']) {
      const work = { videoPath: at(name), framePath: at('none.png') };
      await expect(writeLastFrame(work)).rejects.toMatchObject({ code: 'unsupported' });
    }
  });
});
