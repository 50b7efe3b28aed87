import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readCreateRequest } from './create-request';
import { DemoError } from './demo-error';

function read(body: BodyInit) {
  return readCreateRequest(new Request('http://demo.invalid/v1/videos', { method: 'POST', body }));
}

async function refusal(body: BodyInit): Promise<DemoError> {
  const error = await read(body).catch((reason: unknown) => reason);
  if (error instanceof DemoError) return error;
  throw new Error('It was not refused.', { cause: error });
}

async function makeImage() {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: '#0f0' } })
    .webp()
    .toBuffer();
}

describe('readCreateRequest', () => {
  it('fills in what is not said', async () => {
    const read1 = await read(JSON.stringify({ prompt: 'a boat' }));
    const usual = { model: 'firstframe-demo', prompt: 'a boat', seconds: 4, size: '1280x720', fps: 24 };
    expect(read1).toEqual({ ...usual, seed: expect.any(Number), firstFrame: null, lastFrame: null });
    expect((await read(JSON.stringify({ prompt: 'a boat' }))).seed).toBe(read1.seed);
    expect((await read(JSON.stringify({ prompt: 'a ship' }))).seed).not.toBe(read1.seed);
  });

  it('reads images from a form, as files or as the SDK flattens objects', async () => {
    const image = await makeImage();
    const form = new FormData();
    form.set('prompt', 'x');
    form.set('seed', '7');
    form.set('fps', '30');
    form.set('input_reference', new File([new Uint8Array(image)], 'a.webp', { type: 'image/webp' }));
    form.set('last_frame[image_url]', `data:image/webp;base64,${image.toString('base64')}`);
    const found = await read(form);
    expect(found).toMatchObject({ seed: 7, fps: 30 });
    expect(image.equals(found.firstFrame as Uint8Array)).toBe(true);
    expect(image.equals(found.lastFrame as Uint8Array)).toBe(true);
  });

  it.each([
    ['prompt', {}, 'missing_required_parameter'],
    ['prompt', { prompt: ' ' }, 'invalid_value'],
    ['prompt', { prompt: 5 }, 'invalid_type'],
    ['prompt', { prompt: 'x'.repeat(32_001) }, 'invalid_value'],
    ['prompt', { prompt: 'no [demo:reject]' }, 'invalid_value'],
    ['model', { prompt: 'x', model: 'sora-2' }, 'model_not_found'],
    ['seconds', { prompt: 'x', seconds: 4 }, 'invalid_type'],
    ['seconds', { prompt: 'x', seconds: '13' }, 'invalid_value'],
    ['seconds', { prompt: 'x', seconds: '0' }, 'invalid_value'],
    ['size', { prompt: 'x', size: '1x1' }, 'invalid_value'],
    ['seed', { prompt: 'x', seed: 1.5 }, 'invalid_value'],
    ['seed', { prompt: 'x', seed: '5' }, 'invalid_type'],
    ['fps', { prompt: 'x', fps: 60 }, 'invalid_value'],
    ['input_reference', { prompt: 'x', input_reference: 'data:image/png;base64,AAAA' }, 'invalid_type'],
    [
      'input_reference',
      { prompt: 'x', input_reference: { image_url: 'data:image/png;base64,AAAA' } },
      'invalid_value',
    ],
    [
      'last_frame.image_url',
      { prompt: 'x', last_frame: { image_url: 'https://a.invalid/b.png' } },
      'invalid_value',
    ],
    ['n', { prompt: 'x', n: 2 }, 'unknown_parameter'],
  ])('names %s in a refusal of %j', async (param, fields, code) => {
    const error = await refusal(JSON.stringify(fields));
    expect(error).toMatchObject({ status: 400, param, code });
    expect(error.message).toContain(param.split('.')[0]);
    expect(await error.toResponse().json()).toEqual({
      error: { message: error.message, type: 'invalid_request_error', param, code },
    });
  });

  it.each(['[]', 'null', '{', ''])('refuses the body %j', async (body) => {
    expect(await refusal(body)).toMatchObject({ status: 400, param: null });
  });

  it('refuses a body without end', async () => {
    const chunk = new Uint8Array(8 * 1024 * 1024);
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    const request = new Request('http://demo.invalid/v1/videos', init);
    await expect(readCreateRequest(request)).rejects.toMatchObject({ status: 413 });
  });
});
