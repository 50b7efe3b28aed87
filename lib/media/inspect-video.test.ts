import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MovOutputFormat, WebMOutputFormat } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectVideo } from './inspect-video';
import { tileHeight } from './spritesheet-layout';
import { type TestVideo, writeTestVideo } from './write-test-video';

let folder: string;
beforeAll(async () => {
  // The stills are written again and again under the same names.
  sharp.cache(false);
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

const makeVideo = (name: string, fixture: TestVideo) => writeTestVideo(at(name), fixture);

const inspect = (videoPath: string, options: { signal?: AbortSignal; timeoutMs?: number } = {}) =>
  inspectVideo({ videoPath, posterPath: at('poster.webp'), spritesheetPath: at('sheet.jpg'), ...options });

async function pixel(file: string, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

const isRed = ([red = 0, green = 0, blue = 0]: number[]) => red > 235 && green < 25 && blue < 25;

describe('inspectVideo', () => {
  it.each([
    ['video/mp4', { codec: 'avc' }, 'avc'],
    ['video/webm', { codec: 'vp9', format: new WebMOutputFormat() }, 'vp9'],
    ['video/quicktime', { codec: 'avc', format: new MovOutputFormat() }, 'avc'],
  ] as [string, TestVideo, string][])('knows %s by its content', async (type, fixture, codec) => {
    const found = await inspect(await makeVideo('unnamed.bin', fixture));
    const { seconds, ...rest } = found;
    expect(rest).toEqual({
      type,
      width: 320,
      height: 180,
      fps: 10,
      codec,
      hasPoster: true,
      hasSpritesheet: true,
    });
    expect(seconds).toBeCloseTo(2, 2);
  });

  it('draws the first frame in its true colours', async () => {
    await inspect(await makeVideo('colours.mp4', { width: 1_600, height: 900, frames: 2 }));
    expect(await sharp(at('poster.webp')).metadata()).toMatchObject({
      format: 'webp',
      width: 640,
      height: 360,
    });
    expect(await pixel(at('poster.webp'), 100, 150)).toSatisfy(isRed);
    expect(Math.max(...(await pixel(at('poster.webp'), 500, 150)))).toBeLessThan(12);
  });

  it('turns a rotated video as people see it', async () => {
    const found = await inspect(await makeVideo('turned.mp4', { rotation: 90 }));
    expect([found.width, found.height]).toEqual([180, 320]);
    expect(await sharp(at('poster.webp')).metadata()).toMatchObject({ width: 180, height: 320 });
    // A quarter turn clockwise brings the left half to the top.
    expect(await pixel(at('poster.webp'), 90, 40)).toSatisfy(isRed);
    expect(await pixel(at('poster.webp'), 90, 280)).not.toSatisfy(isRed);
  });

  it('lays the contact sheet out as its layout says', async () => {
    await inspect(await makeVideo('sheet.mp4', { width: 202, height: 358, frames: 24 }));
    const height = tileHeight(202, 358);
    expect(await sharp(at('sheet.jpg')).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1_280,
      height: 3 * height,
    });
    const shades: number[] = [];
    for (let still = 0; still < 12; still++) {
      const [x, y] = [(still % 4) * 320 + 240, Math.floor(still / 4) * height + height / 2];
      shades.push((await pixel(at('sheet.jpg'), x, Math.floor(y)))[0] ?? -1);
    }
    // Still i shows frame 2i + 1 of 24, which is (2i + 1) ⁄ 23 of the way to white.
    for (const [still, shade] of shades.entries()) {
      expect(Math.abs(shade - (255 * (2 * still + 1)) / 23)).toBeLessThan(8);
    }
  });

  it('takes a single frame', async () => {
    const found = await inspect(await makeVideo('one.mp4', { frames: 1, codec: 'vp9' }));
    expect(found).toMatchObject({ fps: null, codec: 'vp9', hasPoster: true, hasSpritesheet: true });
  });

  it('keeps a video whose codec it cannot decode', async () => {
    const whole = await readFile(await makeVideo('odd.mp4', {}));
    const entry = whole.indexOf('avc1', whole.indexOf('stsd'));
    whole.write('zzzz', entry, 'latin1');
    await writeFile(at('odd.mp4'), whole);
    const found = await inspect(at('odd.mp4'));
    expect(found).toMatchObject({
      codec: 'unknown',
      width: 320,
      height: 180,
      hasPoster: false,
      hasSpritesheet: false,
    });
  });

  it.each([
    ['cut short', (whole: Buffer) => whole.subarray(0, whole.length * 0.7)],
    ['not a video', () => Buffer.from('{"error":{"message":"expired"}}')],
    ['empty', () => Buffer.alloc(0)],
    ['damaged in its index', (whole: Buffer) => whole.fill(7, 60, 400)],
  ])('refuses a file that is %s', async (_name, damage) => {
    const whole = await readFile(await makeVideo('broken.mp4', { frames: 60 }));
    await writeFile(at('broken.mp4'), damage(whole));
    await expect(inspect(at('broken.mp4'))).rejects.toMatchObject({
      name: 'StudioError',
      code: 'archive_failed',
    });
  });

  it('can be called off, and ends by itself when its time is up', async () => {
    const video = await makeVideo('late.mp4', {});
    const reason = new Error('Never mind.');
    await expect(inspect(video, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const late = { code: 'archive_failed', cause: { reason: 'timeout' } };
    await expect(inspect(video, { timeoutMs: 1 })).rejects.toMatchObject(late);
  });
});
