import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRegistry } from '@/lib/providers/registry';
import { type Job, jobStates, type Reference, sourceCalls, spellState } from './job';
import { newJob } from './new-job';
import { pollAfter } from './poll-after';
import { presentVideo } from './present-video';
import { videoSchema } from './wire';

const now = 1_800_000_000_000;
const time = fc.option(fc.integer({ min: now - 10 ** 9, max: now + 10 ** 9 }));
const text = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const saved = fc.option(
  fc.record({
    videoKey: fc.constant('videos/video_1/video.mp4'),
    thumbnailKey: fc.option(fc.constant('videos/video_1/thumbnail.webp')),
    spritesheetKey: fc.option(fc.constant('videos/video_1/spritesheet.jpg')),
    type: fc.constant('video/mp4' as const),
    bytes: fc.nat(),
    sha256: fc.constant('0'.repeat(64)),
    width: fc.integer({ min: 1, max: 4_096 }),
    height: fc.integer({ min: 1, max: 4_096 }),
    seconds: fc.double({ min: 0, max: 600, noNaN: true }),
    fps: fc.option(fc.constant(24)),
    codec: fc.constant('avc'),
  }),
);

/** A job in any state that a row can be in, and in some that none should be in. */
const jobs: fc.Arbitrary<Job> = fc
  .record({
    state: fc.constantFrom(...jobStates),
    request: fc.record({
      prompt: fc.string({ unit: 'grapheme' }),
      size: maybe(fc.constant('1280x720')),
      seconds: maybe(fc.integer({ min: 1, max: 60 })),
      references: fc.constant<Reference[]>([]),
      source: maybe(
        fc.record({
          call: fc.constantFrom(...sourceCalls),
          id: fc.option(fc.constant('video_0')),
          upstreamId: text,
          isEmulated: maybe(fc.boolean()),
        }),
      ),
    }),
    saved,
    upstreamId: text,
    progress: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    errorCode: fc.option(fc.constantFrom('cancelled' as const, 'submit_unconfirmed' as const)),
    errorMessage: text,
    submittedAt: time,
    stalledAt: time,
    answeredAt: time,
    completedAt: time,
    expiresAt: time,
    trashedAt: time,
    purgedAt: time,
    dueAt: time,
  })
  .map(({ state, request, ...others }) => ({
    ...newJob({
      id: 'video_1',
      providerId: 'gone',
      model: 'm',
      request,
      batchId: 'batch_1',
      requestHash: '',
      idempotencyKey: null,
      createdAt: now,
    }),
    version: 1,
    changeSequence: 1,
    ...others,
    ...spellState(state),
  }));

const providers = openRegistry([], () => now);

test("every job there can be is a Video of OpenAI's, with one of its four statuses", () => {
  fc.assert(
    fc.property(jobs, (job) => {
      const video = videoSchema.parse(JSON.parse(JSON.stringify(presentVideo(job, providers))));
      expect(['queued', 'in_progress', 'completed', 'failed']).toContain(video.status);
      expect(video.status).toBe(job.status);
      expect(Number.isInteger(video.progress) && video.progress >= 0 && video.progress <= 100).toBe(true);
      // Only what is here is done, and only what has failed has an error.
      expect(video.progress === 100).toBe(video.status === 'completed');
      expect(video.error === null).toBe(video.status !== 'failed');
      expect(video.expires_at).toBeNull();
    }),
    { numRuns: 1_000 },
  );
});

test('a polling helper is told when to come again for as long as a video is not finished, and not after that', () => {
  fc.assert(
    fc.property(jobs, (job) => {
      const wait = pollAfter(job, now)['openai-poll-after-ms'];
      expect(wait === undefined).toBe(job.status === 'completed' || job.status === 'failed');
      if (wait === undefined) return;
      expect(wait).toMatch(/^\d+$/);
      expect(Number(wait)).toBeGreaterThanOrEqual(1_000);
      expect(Number(wait)).toBeLessThanOrEqual(60_000);
      // Never long before there can be news.
      if (job.dueAt !== null && job.dueAt - now <= 59_000)
        expect(Number(wait)).toBeGreaterThanOrEqual(job.dueAt - now);
    }),
    { numRuns: 1_000 },
  );
});
