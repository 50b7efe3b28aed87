import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '@/lib/new-id';
import { sourceCalls } from './job';
import { noMarks } from './marks';
import { fromSidecar, type Sidecar, sidecarKey, toSidecar, videoNames } from './sidecar';
import { parseSidecar, readSidecar, writeSidecar } from './sidecar-file';
import { openTestContext } from './test-context';

const open = () => openTestContext(() => new Response(null, { status: 500 }));

const hexadecimal = fc.stringMatching(/^[0-9a-f]{64}$/);
const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const count = fc.integer({ min: 1, max: 1_000_000 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const sidecars: fc.Arbitrary<Sidecar> = fc
  .record({
    format: fc.constant('firstframe.video' as const),
    version: fc.constant(1 as const),
    id: time.map((createdAt) => newId('video', createdAt)),
    provider: fc.record({ id: fc.string(), label: fc.string(), origin: fc.option(fc.webUrl()) }),
    model: fc.string(),
    upstreamId: fc.option(fc.string({ unit: 'grapheme' })),
    batchId: fc.string(),
    idempotencyKey: fc.option(fc.string()),
    requestHash: hexadecimal,
    asked: fc.record({
      prompt: fc.string({ unit: 'grapheme', maxLength: 300 }),
      negativePrompt: maybe(fc.string()),
      size: maybe(fc.constantFrom('1280x720', '720x1280')),
      seconds: maybe(fc.integer({ min: 1, max: 60 })),
      fps: maybe(count),
      seed: maybe(fc.maxSafeInteger()),
      user: maybe(fc.string()),
      metadata: maybe(json),
      options: maybe(json),
      references: fc.array(
        fc
          .record({
            sha256: hexadecimal,
            bytes: count,
            width: count,
            height: count,
            sourceUrl: maybe(fc.webUrl()),
            from: maybe(
              fc.record({
                videoId: time.map((madeAt) => newId('video', madeAt)),
                frame: maybe(count),
                seconds: maybe(fc.integer({ min: 0, max: 3_600 })),
              }),
            ),
          })
          .map((words) => ({
            ...words,
            role: 'first_frame' as const,
            key: `references/${words.sha256}.webp`,
            type: 'image/webp' as const,
          })),
        { maxLength: 2 },
      ),
      source: maybe(
        fc.record({
          call: fc.constantFrom(...sourceCalls),
          id: fc.option(fc.string()),
          upstreamId: fc.option(fc.string()),
          isEmulated: maybe(fc.boolean()),
          file: maybe(
            fc.record({ sha256: hexadecimal, bytes: count }).map((words) => ({
              ...words,
              key: `sources/${words.sha256}.mp4`,
              type: 'video/mp4' as const,
            })),
          ),
        }),
      ),
    }),
    got: fc.record({
      type: fc.constantFrom('video/mp4' as const, 'video/webm' as const, 'video/quicktime' as const),
      bytes: count,
      sha256: hexadecimal,
      width: count,
      height: count,
      // JSON has no negative zero.
      seconds: fc.double({ min: 0, max: 600, noNaN: true }).map(Math.abs),
      fps: fc.option(fc.double({ min: 0.5, max: 240, noNaN: true })),
      codec: fc.string(),
    }),
    warnings: fc.array(fc.record({ field: fc.string(), message: fc.string() })),
    marks: fc.record({
      starredAt: fc.option(time),
      tags: fc.uniqueArray(fc.constantFrom('dusk', 'Dawn', '黄昏')),
      project: fc.constantFrom(null, 'Spring film', '纸船'),
    }),
    attempt: count,
    createdAt: time,
    submittedAt: fc.option(time),
    completedAt: time,
    expiresAt: fc.option(time),
    stills: fc.record({
      thumbnail: fc.constantFrom('thumbnail.webp' as const, null),
      spritesheet: fc.constantFrom('spritesheet.jpg' as const, null),
    }),
  })
  .map(({ stills, ...words }) => ({ ...words, files: { video: videoNames[words.got.type], ...stills } }));

test('a job becomes a sidecar and the same job again, whatever was asked', async () => {
  const { providers, store } = await open();
  await fc.assert(
    fc.asyncProperty(sidecars, async (sidecar) => {
      const read = parseSidecar(JSON.stringify(sidecar));
      const job = fromSidecar(read);
      const { saved, completedAt } = job;
      if (!saved || completedAt === null) throw new Error('It is not completed.');
      const again = toSidecar({ ...job, saved, completedAt }, providers, read.marks ?? noMarks);
      // The label is the registry's to say, and this provider is not connected.
      expect({ ...again, provider: null }).toEqual({ ...read, provider: null });
      const [stored] = await store.insert([{ ...job, idempotencyKey: null }]);
      expect(stored).toMatchObject({ ...job, idempotencyKey: null });
    }),
    { numRuns: 100 },
  );
});

test('a sidecar is whole in storage, or absent', async () => {
  const { storage } = await open();
  const [sidecar] = fc.sample(sidecars, { numRuns: 1, seed: 7 });
  if (!sidecar) return;
  expect(await readSidecar(storage, sidecar.id)).toBeNull();
  await writeSidecar(storage, sidecar);
  expect(JSON.stringify(await readSidecar(storage, sidecar.id))).toBe(
    JSON.stringify(parseSidecar(JSON.stringify(sidecar))),
  );
});

const [sound] = fc.sample(sidecars, { numRuns: 1, seed: 7 }) as [Sidecar];
test.each([
  ['a newer version', { version: 2 }, /version: must be 1/],
  ['an id that leads elsewhere', { id: '../etc' }, /id: must be the id of a video/],
  [
    'a file that is elsewhere',
    { files: { video: '../a', thumbnail: null, spritesheet: null } },
    /files\.video/,
  ],
  ['no checksum', { got: { ...sound.got, sha256: '' } }, /got\.sha256/],
])('%s is refused, with its place', (_name, change, words) => {
  expect(() => parseSidecar(JSON.stringify({ ...sound, ...change }))).toThrow(words);
});

test('what is no JSON is refused', () => {
  expect(() => parseSidecar('{')).toThrow(/not JSON/);
});

test('the key is beside the video', () => expect(sidecarKey('video_1')).toBe('videos/video_1/video.json'));
