import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
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
async function send(dialect: Dialect, image: Buffer, size?: string) {
  let sent: Request | undefined;
  const context = await openTestContext((request) => {
    sent = request.clone();
    return Response.json({ id: 'up_1', status: 'queued' });
  }, dialect);
  const upload = await context.storage.temporaryPath('upload');
  await writeFile(upload, image);
  const references = [{ role: 'first_frame' as const, param: 'input_reference', path: upload }];
  const [job] = await createJob(context, { prompt: 'a boat', model: 'm', size, takes: 1, references });
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
