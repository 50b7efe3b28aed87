import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { dialectSchema } from '@/lib/providers/dialect';
import { type Answer, closeScenarios, expectSaved, file, json, openScenario } from './open-scenario';

/** A server that nobody has seen before, spoken to from a data file alone. */

const data = path.join(import.meta.dirname, '../../../fixtures/dialects/twelfth.json');
const dialect = dialectSchema.parse(JSON.parse(readFileSync(data, 'utf8')));

/** What that server takes, and nothing else. */
const order = z.strictObject({
  recipe: z.string().optional(),
  order: z.strictObject({
    kind: z.literal('video'),
    text: z.string().min(1),
    without: z.string().optional(),
    pictures: z
      .array(
        z.strictObject({
          type: z.literal('image_url'),
          image_url: z.strictObject({ url: z.string().startsWith('data:image/png;base64,') }),
        }),
      )
      .length(1)
      .optional(),
  }),
  length: z.enum(['5s', '10s']).optional(),
  dims: z.enum(['1280*720', '720*1280']).optional(),
  yeast: z.int().optional(),
  crust: z.enum(['soft', 'hard']).optional(),
});

const ticket = 'loaf/7:a+b==';
const says =
  (phase: string, rest: object = {}): Answer =>
  (response, seen) =>
    json({ result: { ticket, phase, ...rest } })(response, seen);

/** Takes an order that fits, and says what is wrong with any other. */
const counter: Answer = (response, seen) => {
  const parsed = order.safeParse(JSON.parse(seen.raw.toString('utf8')));
  const isRight = seen.url === '/oven/loaves' && seen.headers['x-bakery-key'] === 'sk-canary-key';
  if (parsed.success && isRight)
    json({ result: { ticket, phase: 'in line' } }, { status: 201 })(response, seen);
  else
    json({ message: parsed.error ? z.prettifyError(parsed.error) : 'Who are you?' }, { status: 400 })(
      response,
      seen,
    );
};

afterAll(closeScenarios);

test('a twelfth dialect is one data file: it makes a video, end to end', async () => {
  const video = await makeTestVideo();
  const picture = sharp({ create: { width: 320, height: 180, channels: 3, background: '#a63' } }).jpeg();
  const text = `data:image/jpeg;base64,${(await picture.toBuffer()).toString('base64')}`;
  const staleAt = '2027-02-01T12:00:00Z';
  const scenario = await openScenario({
    dialect,
    request: {
      seconds: 5,
      size: '1280x720',
      seed: 7,
      negativePrompt: 'crumbs',
      options: { crust: 'hard' },
      references: [{ role: 'first_frame', param: 'input_reference', text }],
    },
    create: [counter],
    polls: [
      says('In Line'),
      says('in the oven', { percent: '45%' }),
      says('being looked at', { percent: 80 }),
      (response, seen) => {
        const files = [{ href: `http://${seen.headers.host}/shelf/7.mp4` }];
        says('on the shelf', { files, stale_at: staleAt })(response, seen);
      },
    ],
    files: { '/shelf/7.mp4': file(video) },
  });

  expect(await scenario.create()).toMatchObject({ step: 'poll', upstreamId: ticket });
  const [post] = scenario.posts();
  expect(JSON.parse(String(post?.raw))).toEqual({
    recipe: 'm',
    order: {
      kind: 'video',
      text: 'a boat',
      without: 'crumbs',
      pictures: [
        { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png;base64,/) } },
      ],
    },
    length: '5s',
    dims: '1280*720',
    yeast: 7,
    crust: 'hard',
  });

  expect(await scenario.run(2)).toMatchObject({ status: 'in_progress', progress: 45 });
  expect(await scenario.run(1)).toMatchObject({ step: 'poll', progress: 80 });
  const job = await scenario.run();
  expect(job.expiresAt).toBe(Date.parse(staleAt));
  await expectSaved(scenario, job, video);
  expect(scenario.polls().every(({ url }) => url === '/oven/loaves/loaf%2F7%3Aa%2Bb%3D%3D')).toBe(true);
  expect(scenario.posts()).toHaveLength(1);
});

test('and what it refuses, or gives up on, is told in its words', async () => {
  const refused = await openScenario({
    dialect,
    create: [json({ message: 'We are closed.' }, { status: 400 })],
  });
  await expect(refused.create()).rejects.toMatchObject({
    code: 'provider_rejected',
    message: 'We are closed.',
  });
  const burnt = await openScenario({
    dialect,
    create: [counter],
    polls: [says('burnt', { why: 'Too hot.' })],
  });
  await burnt.create();
  expect(await burnt.run()).toMatchObject({ status: 'failed', errorMessage: 'Too hot.' });
});
