import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VideoSampleSink } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, type Film, listen, readFilm, writeNumberedFilm } from './numbered-film';
import { stitchVideos } from './stitch-videos';

let folder: string;
const at = (name: string) => path.join(folder, name);
const write = (name: string, film: Film) => writeNumberedFilm(at(name), film);

const count = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

type Asked = Partial<Parameters<typeof stitchVideos>[0]>;

async function stitch(parts: NonNullable<Asked['parts']>, asked: Asked = {}) {
  const outputPath = at(`${crypto.randomUUID()}.mp4`);
  const told: number[] = [];
  const made = await stitchVideos({
    ...{ parts, outputPath, size: null, fit: 'bars', signal: new AbortController().signal },
    onProgress: (percent) => told.push(percent),
    ...asked,
  });
  return { made, outputPath, told };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-stitch-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('videos that are alike', () => {
  test('are copied frame by frame, each after the one before it', async () => {
    const one = await write('one.mp4', { from: 0, frames: 12, tone: 440 });
    const two = await write('two.mp4', { from: 100, frames: 10, tone: 880 });
    const { made, outputPath, told } = await stitch([{ path: one }, { path: two }, { path: one }]);
    expect(made).toMatchObject({ isCopied: true, width: 192, height: 96, fps: 10, frames: 34 });
    const { numbers, times, audio } = await readFilm(outputPath);
    expect(numbers).toEqual([...count(0, 12), ...count(100, 10), ...count(0, 12)]);
    for (const [index, time] of times.entries()) expect(time).toBeCloseTo(index / 10, 4);
    expect(await bytesOf(outputPath)).toEqual([
      ...(await bytesOf(one)),
      ...(await bytesOf(two)),
      ...(await bytesOf(one)),
    ]);
    expect(await audio?.computeDuration()).toBeCloseTo(3.4, 1);
    expect((await listen(outputPath, 0.5, 3)).loudness).toBeGreaterThan(0.3);
    for (const [begin, tone] of [
      [0.2, 440],
      [1.4, 880],
      [2.4, 440],
    ] as const)
      expect(Math.abs((await listen(outputPath, begin, begin + 0.6)).tone - tone)).toBeLessThan(8);
    expect(told.at(-1)).toBe(100);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test('are copied from a key frame on, and up to any frame', async () => {
    const keyed = await write('keyed.mp4', { from: 0, frames: 20, keyEvery: 5 });
    const [first, other] = [
      { path: keyed, firstFrame: 10 },
      { path: keyed, firstFrame: 5, lastFrame: 9 },
    ];
    const { made, outputPath } = await stitch([first, other]);
    expect(made.isCopied).toBe(true);
    expect((await readFilm(outputPath)).numbers).toEqual([...count(10, 10), ...count(5, 5)]);
  });
});

describe('videos that have to be encoded', () => {
  test('are cut at any frame', async () => {
    const film = await write('cut.mp4', { from: 0, frames: 20, keyEvery: 20 });
    const parts = [
      { path: film, firstFrame: 3, lastFrame: 7 },
      { path: film, firstFrame: 13, lastFrame: 13 },
      { path: film, lastFrame: 2 },
    ];
    const { made, outputPath } = await stitch(parts);
    expect(made).toMatchObject({ isCopied: false, fps: 10, frames: 9 });
    const { numbers, times } = await readFilm(outputPath);
    expect(numbers).toEqual([3, 4, 5, 6, 7, 13, 0, 1, 2]);
    for (const [index, time] of times.entries()) expect(time).toBeCloseTo(index / 10, 4);
  });

  test('have the size and the rate of the first, and silence where one has no sound', async () => {
    const small = await write('small.mp4', { from: 0, frames: 10, fps: 10, tone: 440 });
    const large = await write('large.mp4', { from: 50, frames: 20, fps: 20, width: 384, height: 192 });
    const { made, outputPath } = await stitch([{ path: small }, { path: large }, { path: small }]);
    expect(made).toMatchObject({ isCopied: false, width: 192, height: 96, fps: 10, frames: 30, seconds: 3 });
    const { numbers, track } = await readFilm(outputPath);
    expect(numbers.slice(0, 10)).toEqual(count(0, 10));
    expect([numbers[10], numbers[19]]).toEqual([50, 69]);
    expect(numbers.slice(20)).toEqual(count(0, 10));
    expect(await track.getColorSpace()).toMatchObject({ matrix: 'bt709', fullRange: false });
    for (const [begin, end, isHeard] of [
      [0.1, 0.9, true],
      [1.1, 1.9, false],
      [2.1, 2.9, true],
    ] as const) {
      const { loudness: loud } = await listen(outputPath, begin, end);
      expect(loud > 0.3, `${begin}: ${loud}`).toBe(isHeard);
      if (!isHeard) expect(loud).toBeLessThan(0.001);
    }
  });

  test('have one sound, whatever the rate and the channels of each', async () => {
    const one = await write('mono.mp4', { from: 0, frames: 10, tone: 440 });
    const two = await write('stereo.mp4', {
      from: 50,
      frames: 10,
      tone: 880,
      sampleRate: 44_100,
      channels: 2,
    });
    for (const [parts, tones, channels] of [
      [[{ path: one }, { path: two }], [440, 880], 1],
      [[{ path: two }, { path: one }], [880, 440], 2],
    ] as const) {
      const { outputPath } = await stitch(parts);
      for (const [place, tone] of tones.entries()) {
        const heard = await listen(outputPath, place + 0.2, place + 0.8);
        expect(Math.abs(heard.tone - tone)).toBeLessThan(8);
        expect([heard.loudness > 0.3, heard.channels]).toEqual([true, channels]);
      }
    }
  });

  test('of another shape come whole with bars, or fill the size that is asked for', async () => {
    const film = await write('wide.mp4', { from: 255, frames: 3 });
    const light = async (fit: 'bars' | 'crop') => {
      const { made, outputPath } = await stitch([{ path: film }, { path: film }], {
        size: { width: 96, height: 96 },
        fit,
      });
      expect(made).toMatchObject({ isCopied: false, width: 96, height: 96, frames: 6 });
      const { track } = await readFilm(outputPath);
      const sample = await new VideoSampleSink(track).getSample(0);
      const data = new Uint8Array(sample?.allocationSize() ?? 0);
      await sample?.copyTo(data);
      sample?.close();
      return [data[2 * 96 + 48] ?? 0, data[48 * 96 + 48] ?? 0];
    };
    const [barTop = 255, barMiddle = 0] = await light('bars');
    expect([barTop < 30, barMiddle > 220]).toEqual([true, true]);
    expect((await light('crop')).every((value) => value > 220)).toBe(true);
  });

  test('with frames out of order, turned, or of uneven length are read as people see them', async () => {
    const videos = path.join(process.cwd(), 'e2e/videos');
    const uneven = { path: path.join(videos, 'uneven.mp4'), firstFrame: 7, lastFrame: 33 };
    const { made, outputPath } = await stitch([uneven, { ...uneven, firstFrame: 40, lastFrame: 41 }]);
    expect(made).toMatchObject({ isCopied: false, frames: 29 });
    expect((await readFilm(outputPath)).numbers).toEqual([...count(7, 27), 40, 41]);
    const turned = await stitch([{ path: path.join(videos, 'turned.mp4') }, uneven]);
    expect(turned.made).toMatchObject({ isCopied: false, width: 96, height: 384 });
  });
});

describe('what cannot be stitched', () => {
  test('is named by its place', async () => {
    const film = await write('fine.mp4', { from: 0, frames: 5 });
    await writeFile(at('text.mp4'), 'not a video');
    await expect(stitch([{ path: film }, { path: at('text.mp4') }])).rejects.toMatchObject({
      code: 'unsupported',
      param: 'videos[1]',
    });
    await expect(stitch([{ path: film, lastFrame: 5 }, { path: film }])).rejects.toMatchObject({
      param: 'videos[0]',
      message: 'Video 1 has the frames 0 to 4, and these are not among them.',
    });
  });

  test('ends when it is called off', async () => {
    const film = await write('long.mp4', { from: 0, frames: 100 });
    const stop = new AbortController();
    const parts = Array.from({ length: 20 }, () => ({ path: film, firstFrame: 1 }));
    const asked = { signal: stop.signal, onProgress: () => stop.abort(new Error('Enough.')) };
    await expect(stitch(parts, asked)).rejects.toThrow('Enough.');
  });
});
