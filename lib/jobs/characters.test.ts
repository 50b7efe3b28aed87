import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { admitted } from '@/lib/test-grant';
import { answerCharacter, receiveCharacter } from './characters';
import { openTestContext, type TestContext } from './test-context';

const video = Buffer.concat([Buffer.from('000000186674797069736f6d', 'hex'), Buffer.alloc(2_000, 7)]);

async function open(answer: () => Response, dialect = openaiDialect) {
  const sent: { path: string; form: FormData | null }[] = [];
  const context = await openTestContext(async (request, place) => {
    sent.push({ path: place, form: request.method === 'POST' ? await request.formData() : null });
    return answer();
  }, dialect);
  return { context, sent };
}

async function send(context: TestContext, fields: Record<string, string>, file: Buffer | null = video) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (file) body.append('video', new File([new Uint8Array(file)], 'luna.mp4', { type: 'video/mp4' }));
  const request = new Request('http://127.0.0.1/v1/videos/characters', { method: 'POST', body });
  return receiveCharacter(context, await admitted(request));
}

const luna = () => Response.json({ id: 'char_1', name: 'Luna', created_at: 1_772_323_200 });

describe('a character', () => {
  test('is made at the provider, with the very file', async () => {
    const { context, sent } = await open(luna);
    const character = { id: 'char_1', name: 'Luna', created_at: 1_772_323_200 };
    expect(await send(context, { name: 'Luna' })).toEqual(character);
    const file = sent[0]?.form?.get('video');
    expect(file instanceof File && Buffer.from(await file.arrayBuffer()).equals(video)).toBe(true);
    expect(sent[0]?.form?.get('name')).toBe('Luna');
    expect(await answerCharacter(context, 'char_1')).toEqual(character);
    expect(sent.map((one) => one.path)).toEqual(['/videos/characters', '/videos/characters/char_1']);
    expect(await readdir(path.dirname(await context.storage.temporaryPath('x')))).toEqual([]);
  });

  test('is asked for once, however that ends', async () => {
    const { context, sent } = await open(() => new Response('<html>', { status: 503 }));
    await expect(send(context, { name: 'Luna' })).rejects.toMatchObject({ code: 'provider_error' });
    expect(sent).toHaveLength(1);
  });

  test.each([
    [{}, video, { code: 'invalid_request', param: 'name' }],
    [{ name: 'x'.repeat(81) }, video, { code: 'invalid_request', param: 'name' }],
    [{ name: 'Luna', prompt: 'x' }, video, { code: 'invalid_request', param: 'prompt' }],
    [{ name: 'Luna' }, null, { code: 'invalid_request', param: 'video' }],
    [{ name: 'Luna', provider: 'nobody' }, video, { code: 'invalid_request', param: 'provider' }],
    [{ name: 'Luna' }, Buffer.from('GIF89a and so on'), { code: 'unsupported_media_type', param: 'video' }],
  ])('is refused for %j before anything is sent', async (fields, file, refusal) => {
    const { context, sent } = await open(luna);
    await expect(send(context, fields as Record<string, string>, file)).rejects.toMatchObject(refusal);
    expect(sent).toEqual([]);
  });

  test('is not known to a provider that has none, which says so', async () => {
    const { context, sent } = await open(luna, demoDialect);
    await expect(send(context, { name: 'Luna' })).rejects.toMatchObject({ code: 'unsupported', status: 501 });
    await expect(send(context, { name: 'Luna', provider: 'test' })).rejects.toThrow(
      /^Test has no characters/,
    );
    await expect(answerCharacter(context, 'char_1')).rejects.toMatchObject({ code: 'not_found' });
    expect(sent).toEqual([]);
  });

  test('nobody knows is a 404, and one that cannot be asked for is no such thing', async () => {
    const unknown = await open(() => Response.json({ error: { message: 'No.' } }, { status: 404 }));
    await expect(answerCharacter(unknown.context, 'char_none')).rejects.toMatchObject({ code: 'not_found' });
    const down = await open(() => new Response('', { status: 502 }));
    await expect(answerCharacter(down.context, 'char_1')).rejects.toMatchObject({ code: 'provider_error' });
  });
});
