import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type HostileImage, hostileImages, stowaway } from '@/lib/media/hostile-images';
import { admitted } from '@/lib/test-grant';
import type { Job } from './job';
import { receiveVideo } from './receive-video';
import { openTestContext, type TestContext } from './test-context';

let corpus: HostileImage[];
let context: TestContext;
/** The bodies of the creates that reached the provider. */
let sent: Buffer[];

beforeAll(async () => {
  corpus = await hostileImages();
  sent = [];
  context = await openTestContext(async (request) => {
    sent.push(Buffer.from(await request.arrayBuffer()));
    return Response.json({ id: `up_${sent.length}` });
  });
});

type Sent = Pick<HostileImage, 'bytes' | 'filename' | 'type'>;

async function create(image: Sent, field = 'input_reference'): Promise<Job[]> {
  const form = new FormData();
  form.append('prompt', 'a boat');
  form.append('model', 'm');
  form.append(field, new Blob([new Uint8Array(image.bytes)], { type: image.type }), image.filename);
  const request = new Request('http://studio.invalid/v1/videos', { method: 'POST', body: form });
  return receiveVideo(context, await admitted(request));
}

async function leftovers(): Promise<string[]> {
  return readdir(path.dirname(await context.storage.temporaryPath('x')));
}

async function readStored(key: string): Promise<Buffer> {
  return Buffer.concat((await (await context.storage.read(key))?.toArray()) ?? []);
}

const holdsStowaway = (bytes: Buffer) =>
  [stowaway, '<script', '<svg', '%PDF', 'PK\x03\x04'].filter((words) =>
    bytes.includes(Buffer.from(words, 'latin1')),
  );

describe('S15: of a corpus of hostile images', () => {
  test('there are more than a hundred', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(100);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  test('each that is no PNG, JPEG or WebP is refused by name of its field, before anything is sent', async () => {
    const sentBefore = sent.length;
    const answers = await Promise.all(
      corpus
        .filter(({ verdict }) => verdict === 'refused')
        .map(async (image, index) => {
          const field = ['input_reference', 'image', 'last_frame', 'reference_images'][index % 4];
          const error = await create(image, field).then(
            () => 'was taken',
            (thrown: { code?: string; param?: string }) => thrown,
          );
          return { name: image.name, field, error };
        }),
    );
    for (const { name, field, error } of answers) {
      expect(error, name).toMatchObject({
        code: expect.stringMatching(/^(unsupported_media_type|too_large)$/),
        param: field,
      });
    }
    expect(sent.length).toBe(sentBefore);
    expect(await context.storage.list('references')).toEqual([]);
    expect(await leftovers()).toEqual([]);
  }, 120_000);

  test('each that is a picture is kept and sent without what rode along', async () => {
    const cleaned = corpus.filter(({ verdict }) => verdict === 'cleaned');
    // One create alone finds out whether a provider takes any; what comes meanwhile waits for it.
    const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await create({ bytes: plain, filename: 'plain.png', type: 'image/png' });
    sent.length = 0;
    await Promise.all(
      cleaned.map(async (image) => {
        const [job] = await create(image);
        const [reference] = job?.request.references ?? [];
        const stored = await readStored(reference?.key ?? '');
        // Otherwise this would show nothing; what is packed cannot be seen from outside.
        if (!image.name.includes('packed')) expect(holdsStowaway(image.bytes), image.name).not.toEqual([]);
        expect(holdsStowaway(stored), image.name).toEqual([]);
        const { format, width, height, exif, xmp, icc, iptc, comments } = await sharp(stored).metadata();
        expect([`image/${format}`, width, height]).toEqual([
          reference?.type,
          reference?.width,
          reference?.height,
        ]);
        expect([exif, xmp, icc, iptc, comments]).toEqual(Array(5).fill(undefined));
      }),
    );
    expect(sent.length).toBe(cleaned.length);
    for (const body of sent) expect(holdsStowaway(body)).toEqual([]);
    expect(await leftovers()).toEqual([]);
  }, 120_000);
});

test.each([
  ['20 MB and a byte in Base64', Buffer.alloc(20 * 1024 * 1024 + 1, 1).toString('base64'), 'too_large'],
  ['more than a body may hold', 'A'.repeat(33 * 1024 * 1024), 'too_large'],
  ['a data URI of HTML', 'data:text/html;base64,PHNjcmlwdD4=', 'invalid_request'],
  ['a number', 7, 'invalid_request'],
  ['a list', ['x'], 'invalid_request'],
  ['an object of another shape', { image_url: { url: 'x' } }, 'invalid_request'],
])('S23: an image in JSON that is %s is refused', async (_name, image, code) => {
  const request = new Request('http://studio.invalid/v1/videos', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a boat', model: 'm', input_reference: image }),
  });
  const error = (await receiveVideo(context, await admitted(request)).catch((thrown: unknown) => thrown)) as {
    param: string;
  };
  expect(error).toMatchObject({ code });
  // A body that is too long as a whole is not read to where its fields are known.
  expect([null, 'input_reference']).toContain(error.param);
  expect(await leftovers()).toEqual([]);
});
