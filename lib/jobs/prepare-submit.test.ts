import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { defaultFraming, type Framing } from '@/lib/media/framing';
import { type Dialect, type DialectData, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { createJob } from './create-job';
import { openTestContext } from './test-context';

type References = DialectData['create']['references'];

function dialectWith(references: References, encoding: 'multipart' | 'json' = 'multipart'): Dialect {
  const create = { ...openaiDialect.create, encoding, references };
  return dialectSchema.parse({ ...openaiDialect, create });
}

function noise(width: number, height: number) {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
}

/** Sends a create with one first frame, and gives what the provider got. */
async function send(dialect: Dialect, image: Buffer, size?: string, framing?: Framing) {
  let sent: Request | undefined;
  const context = await openTestContext((request) => {
    sent = request.clone();
    return Response.json({ id: 'up_1', status: 'queued' });
  }, dialect);
  const upload = await context.storage.temporaryPath('upload');
  await writeFile(upload, image);
  const references = [{ role: 'first_frame' as const, param: 'input_reference', path: upload }];
  const [job] = await createJob(context, {
    prompt: 'a boat',
    model: 'm',
    size,
    framing,
    takes: 1,
    references,
  });
  const temporary = path.dirname(await context.storage.temporaryPath('x'));
  expect(await readdir(temporary)).toEqual([]);
  if (!sent || !job) throw new Error('Nothing was sent.');
  return { sent, job };
}

async function fileOf(request: Request): Promise<{ bytes: Buffer; type: string; name: string }> {
  const file = (await request.formData()).get('input_reference');
  if (!(file instanceof File)) throw new Error('There is no file.');
  return { bytes: Buffer.from(await file.arrayBuffer()), type: file.type, name: file.name };
}

describe('a first frame on its way', () => {
  test('is cropped to the size where no other is taken, and the job says so', async () => {
    const png = await noise(300, 200).png().toBuffer();
    const { sent, job } = await send(openaiDialect, png, '128x128');
    const { bytes, type, name } = await fileOf(sent);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 128, height: 128 });
    expect([type, name]).toEqual(['image/png', 'first_frame.png']);
    expect(job.warnings).toMatchObject([{ field: 'first_frame' }]);
    expect(job.warnings[0]?.message).toContain('300×200 to 128×128');
  });

  const anySize = dialectWith([{ role: 'first_frame', name: 'input_reference', as: ['file'] }]);
  const red = { create: { width: 300, height: 200, channels: 3, background: '#f00' } } as const;

  test('is laid into the frame as was asked, and the job says so', async () => {
    const framing: Framing = { ...defaultFraming, fit: 'colour', colour: '#0000ff' };
    const { sent, job } = await send(anySize, await sharp(red).png().toBuffer(), '128x128', framing);
    const { data, info } = await sharp((await fileOf(sent)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 128, height: 128 });
    const pixel = (x: number, y: number) => [...data.subarray((y * 128 + x) * info.channels)].slice(0, 3);
    expect(pixel(64, 4)).toEqual([0, 0, 255]);
    expect(pixel(64, 64)).toEqual([255, 0, 0]);
    expect(job.warnings).toEqual([
      {
        field: 'first_frame',
        message: 'The image, 300×200, was laid into 128×128 over #0000ff, as framing asks.',
      },
    ]);
    // What is kept is the image as it was given, so that a remix is laid into the frame anew.
    expect(job.request).toMatchObject({ framing, references: [{ width: 300, height: 200 }] });
  });

  test.each<[string, Framing['fit'], string | undefined, number[], RegExp | null]>([
    [
      'how much is left out',
      'crop',
      '128x128',
      [128, 128],
      /made to fill 128×128, as framing asks; 33 % of it/,
    ],
    ['that there is no size', 'crop', undefined, [300, 200], /sent as it is: it is framed only where a size/],
    ['nothing of what is sent as it is', 'none', '128x128', [300, 200], null],
  ])('says %s', async (_what, fit, size, [width, height], words) => {
    const image = await sharp(red).png().toBuffer();
    const { sent, job } = await send(anySize, image, size, { ...defaultFraming, fit });
    expect(await sharp((await fileOf(sent)).bytes).metadata()).toMatchObject({ width, height });
    expect(job.warnings).toEqual(
      words ? [{ field: 'first_frame', message: expect.stringMatching(words) }] : [],
    );
  });

  test('is cropped where no other size is taken, though it was to be sent as it is', async () => {
    const image = await sharp(red).png().toBuffer();
    const { sent, job } = await send(openaiDialect, image, '128x128', { ...defaultFraming, fit: 'none' });
    expect(await sharp((await fileOf(sent)).bytes).metadata()).toMatchObject({ width: 128, height: 128 });
    expect(job.warnings[0]?.message).toContain('because the provider takes no other size');
  });

  test('is refused before anything is sent, where the frame is larger than can be drawn', async () => {
    const image = await sharp(red).png().toBuffer();
    await expect(send(anySize, image, '99999x99999', defaultFraming)).rejects.toMatchObject({
      code: 'invalid_request',
      param: 'size',
    });
  });

  test('becomes a type that the provider takes, also with the name of it', async () => {
    const dialect = dialectWith([
      { role: 'first_frame', name: 'input_reference', as: ['file'], types: ['image/jpeg'] },
    ]);
    const { sent, job } = await send(dialect, await noise(64, 64).webp().toBuffer());
    const { bytes, type, name } = await fileOf(sent);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64 });
    expect([type, name]).toEqual(['image/jpeg', 'first_frame.jpg']);
    expect(job.warnings).toHaveLength(1);
  });

  test('is made no heavier than the provider takes, in text too', async () => {
    const field = { role: 'first_frame', name: 'image', as: ['data_uri'], maximumBytes: 60_000 } as const;
    const dialect = dialectWith([{ ...field, as: ['data_uri'] }], 'json');
    const { sent, job } = await send(dialect, await noise(500, 400).png().toBuffer());
    const { image } = await sent.json();
    expect(image).toMatch(/^data:image\/jpeg;base64,/);
    expect(Buffer.from(image.split(',')[1], 'base64').length).toBeLessThanOrEqual(60_000);
    expect(job.warnings[0]?.message).toContain('60000 bytes');
  });

  test('that has no address is refused before anything is sent, where only an address is taken', async () => {
    const dialect = dialectWith([{ role: 'first_frame', name: 'image', as: ['url'] }], 'json');
    await expect(send(dialect, await noise(64, 64).png().toBuffer())).rejects.toMatchObject({
      code: 'invalid_request',
      param: 'input_reference',
    });
  });
});
