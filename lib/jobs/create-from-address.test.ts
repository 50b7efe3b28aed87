import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { StudioError } from '@/lib/errors';
import { fetchUntrusted } from '@/lib/providers/fetch-untrusted';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import { keepReference } from './references';
import { openTestContext } from './test-context';

// The public web is not there in a test: this is the one door to it.
vi.mock('@/lib/providers/fetch-untrusted', () => ({ fetchUntrusted: vi.fn() }));

const fromAddress = (text: string): CreateRequest => {
  const references = [{ role: 'first_frame' as const, param: 'input_reference', text }];
  return { prompt: 'a boat', model: 'm', takes: 1, references };
};

test('a repeat under the same key is answered though the image is gone from its address', async () => {
  let creates = 0;
  const context = await openTestContext(() => Response.json({ id: `up_${++creates}` }));
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  vi.mocked(fetchUntrusted).mockImplementationOnce(async (_url, path) => writeFile(path, picture));
  vi.mocked(fetchUntrusted).mockRejectedValue(new StudioError('invalid_request', 'HTTP 404 for the image'));

  const request = fromAddress('https://pictures.example/boat.png');
  const [first] = await createJob(context, request, { idempotencyKey: 'key' });
  const [again] = await createJob(context, request, { idempotencyKey: 'key' });
  expect(again?.id).toBe(first?.id);
  expect(again?.request.references).toMatchObject([
    { width: 8, sourceUrl: 'https://pictures.example/boat.png' },
  ]);
  expect(creates).toBe(1);

  const other = fromAddress('https://pictures.example/other.png');
  const reused = createJob(context, other, { idempotencyKey: 'key' });
  await expect(reused).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  await expect(createJob(context, other)).rejects.toMatchObject({ code: 'invalid_request' });
});

test('only eight images are fetched at the same time, however many are asked for', async () => {
  const { storage } = await openTestContext(() => Response.json({}));
  const held: (() => void)[] = [];
  vi.mocked(fetchUntrusted).mockImplementation(
    () =>
      new Promise((_resolve, reject) =>
        held.push(() => reject(new StudioError('invalid_request', 'no image'))),
      ),
  );
  const wishes = Array.from({ length: 12 }, (_, number) => {
    const text = `https://pictures.example/${number}.png`;
    return keepReference(storage, { role: 'reference', param: 'url', text });
  });
  const ends = Promise.allSettled(wishes);
  await vi.waitFor(() => expect(held).toHaveLength(8));
  for (let number = 0; number < 12; number += 1) {
    await vi.waitFor(() => expect(held.length).toBeGreaterThan(number));
    expect(held.length).toBeLessThanOrEqual(8 + number);
    held[number]?.();
  }
  expect((await ends).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'rejected'));
});
