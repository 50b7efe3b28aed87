import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { registerMediabunnyServer } from '@mediabunny/server';
import { FilePathTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileVideos } from './hostile-videos';
import { inspectVideo } from './inspect-video';

let folder: string;
let sound: Buffer;
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  registerMediabunnyServer({ hardwareContext: null });
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-hostile-'));
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new FilePathTarget(at('sound.mp4')),
  });
  const source = new VideoSampleSource({ codec: 'avc', quality: new Quality('medium') });
  output.addVideoTrack(source, { frameRate: 10 });
  await output.start();
  for (let frame = 0; frame < 10; frame += 1) {
    const planes = new Uint8Array(160 * 96 * 1.5).fill(20 * frame);
    const shape = { format: 'I420', codedWidth: 160, codedHeight: 96 } as const;
    const sample = new VideoSample(planes, { ...shape, timestamp: frame / 10, duration: 0.1 });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  sound = await readFile(at('sound.mp4'));
});
afterAll(() => rm(folder, { recursive: true }));

const inspect = (name: string, timeoutMs = 20_000) =>
  inspectVideo({
    videoPath: at(name),
    posterPath: at(`${name}.webp`),
    spritesheetPath: at(`${name}.jpg`),
    timeoutMs,
  });

describe('S22: of hostile videos', () => {
  test('each is opened or refused in words, in a process of its own, and a good one is opened after them', async () => {
    const corpus = Object.entries(hostileVideos(sound));
    expect(corpus.length).toBeGreaterThanOrEqual(30);
    const rssBefore = process.memoryUsage.rss();
    await Promise.all(
      corpus.map(async ([name, bytes], index) => {
        const file = `${index}.mp4`;
        await writeFile(at(file), bytes);
        const outcome = await inspect(file, 4_000).catch((error: unknown) => error);
        if (!(outcome instanceof Error))
          expect(outcome, name).toMatchObject({ width: expect.any(Number), seconds: expect.any(Number) });
        else
          expect(outcome, name).toMatchObject({
            code: 'archive_failed',
            message: expect.stringMatching(/\.$/),
          });
      }),
    );
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(200 * 1024 * 1024);
    expect(await inspect('sound.mp4')).toMatchObject({
      type: 'video/mp4',
      width: 160,
      height: 96,
      hasPoster: true,
    });
  }, 300_000);
});
