import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { registerMediabunnyServer } from '@mediabunny/server';
import { FilePathSource, Input, MP4, VideoSampleSink } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runChild } from '@/lib/run-child';
import type { RenderWork } from './render.ts';

let folder: string;
beforeAll(async () => {
  registerMediabunnyServer({ hardwareContext: null });
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-render-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

async function render(name: string, changes: Partial<RenderWork>): Promise<number[]> {
  const input: RenderWork = {
    prompt: 'a boat at sea',
    width: 480,
    height: 270,
    fps: 15,
    frames: 30,
    seed: 5,
    firstFramePath: null,
    lastFramePath: null,
    pauseMs: 0,
    videoPath: at(`${name}.mp4`),
    thumbnailPath: at(`${name}.webp`),
    spritesheetPath: at(`${name}.jpg`),
    ...changes,
  };
  const seen: number[] = [];
  const script = 'lib/providers/demo/child/render.ts';
  await runChild({ script, input, timeoutMs: 60_000, onProgress: (progress) => seen.push(progress) });
  return seen;
}

async function openTrack(name: string) {
  const input = new Input({ source: new FilePathSource(at(`${name}.mp4`)), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('There is no video track.');
  return track;
}

/** The brightness of the middle of a frame, 0–255, as it is encoded. */
async function brightnessAt(name: string, seconds: number): Promise<number> {
  const sample = await new VideoSampleSink(await openTrack(name)).getSample(seconds);
  if (!sample) throw new Error('There is no frame.');
  const planes = new Uint8Array(sample.allocationSize());
  const [luma] = await sample.copyTo(planes);
  const middle = (luma?.offset ?? 0) + (luma?.stride ?? 0) * (sample.codedHeight / 2) + sample.codedWidth / 2;
  sample.close();
  return (((planes[middle] ?? 0) - 16) * 255) / 219;
}

async function solid(name: string, background: string): Promise<string> {
  await sharp({ create: { width: 300, height: 300, channels: 3, background } })
    .png()
    .toFile(at(name));
  return at(name);
}

describe('a rendered video', () => {
  it('is H.264 of exactly the size, rate and length asked, and plays while it comes in', async () => {
    const progress = await render('plain', { width: 480, height: 854, fps: 24, frames: 36 });
    const track = await openTrack('plain');
    expect(await track.getCodec()).toBe('avc');
    expect([await track.getDisplayWidth(), await track.getDisplayHeight()]).toEqual([480, 854]);
    expect(await track.computePacketStats()).toMatchObject({ packetCount: 36, averagePacketRate: 24 });
    expect(await track.computeDuration()).toBeCloseTo(1.5, 6);
    expect(await track.getColorSpace()).toMatchObject({ matrix: 'bt709', fullRange: false });
    const file = (await readFile(at('plain.mp4'))).toString('latin1');
    expect(file.indexOf('moov')).toBeGreaterThan(0);
    expect(file.indexOf('moov')).toBeLessThan(file.indexOf('mdat'));
    expect(progress).toEqual(Array.from({ length: 36 }, (_, index) => (index + 1) / 36));
    expect(await sharp(at('plain.webp')).metadata()).toMatchObject({
      format: 'webp',
      width: 480,
      height: 854,
    });
    expect(await sharp(at('plain.jpg')).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1_280,
      height: 3 * 569,
    });
  });

  it('is the same for the same seed, and another for another', async () => {
    await Promise.all([
      render('one', { frames: 8 }),
      render('same', { frames: 8 }),
      render('other', { frames: 8, seed: 6 }),
    ]);
    // The index before it tells when the file was made.
    const [one, same, other] = await Promise.all(
      ['one', 'same', 'other'].map(async (name) => {
        const file = await readFile(at(`${name}.mp4`));
        return file.subarray(file.indexOf('mdat')).toString('base64');
      }),
    );
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  it('begins with the first frame as it is, and ends with the last', async () => {
    const [firstFramePath, lastFramePath] = [
      await solid('light.png', '#ccc'),
      await solid('dark.png', '#333'),
    ];
    await render('between', { firstFramePath, lastFramePath });
    expect(await brightnessAt('between', 0)).toBeCloseTo(0xcc, -0.5);
    expect(await brightnessAt('between', 1)).toBeCloseTo(0xcc, -0.5);
    expect(await brightnessAt('between', 29 / 15)).toBeCloseTo(0x33, -0.5);
  });

  it.each(['海边的日出，一只小狐狸在雪地里奔跑，镜头缓缓推进', '👩‍🚀🚀', 'שלום العالم', '\u0000\uffff'])(
    'can be captioned %j',
    async (prompt) => {
      await render('caption', { prompt, frames: 2 });
      expect((await (await openTrack('caption')).computePacketStats()).packetCount).toBe(2);
    },
  );
});
