import { describe, expect, test } from 'vitest';
import { dialectSchema } from './dialect';
import { demoDialect } from './dialects/demo';
import { openaiDialect } from './dialects/openai';
import { relaySoraDialect } from './dialects/relay-sora';
import { encodeCreate } from './encode';
import { presets } from './presets';

const image = {
  role: 'first_frame' as const,
  path: 'some/file',
  type: 'image/jpeg',
  readDataUri: async () => 'data:image/jpeg;base64,AA==',
};

describe('encodeCreate', () => {
  test("writes OpenAI's fields as OpenAI types them", async () => {
    const request = { model: 'm', prompt: 'a boat', seconds: 4, size: '1280x720', images: [image] };
    expect(await encodeCreate(openaiDialect, request)).toEqual({
      method: 'POST',
      path: '/videos',
      warnings: [],
      body: {
        kind: 'multipart',
        parts: [
          { name: 'model', value: 'm' },
          { name: 'prompt', value: 'a boat' },
          { name: 'seconds', value: '4' },
          { name: 'size', value: '1280x720' },
          {
            name: 'input_reference',
            value: { path: 'some/file', type: 'image/jpeg', filename: 'first_frame.jpg' },
          },
        ],
      },
    });
  });

  test('names what the dialect has no word for, and leaves it out', async () => {
    const request = {
      prompt: 'a boat',
      seed: 7,
      negativePrompt: 'rain',
      metadata: { a: 1 },
      images: [{ ...image, role: 'last_frame' as const }],
    };
    const { body, warnings } = await encodeCreate(openaiDialect, request);
    expect(body).toEqual({ kind: 'multipart', parts: [{ name: 'prompt', value: 'a boat' }] });
    expect(warnings.map(({ field }) => field)).toEqual(['negative_prompt', 'seed', 'metadata', 'last_frame']);
  });

  test('gives the demo its seed', async () => {
    const { body, warnings } = await encodeCreate(demoDialect, { prompt: 'a boat', seed: 7, images: [] });
    expect(body).toMatchObject({ parts: [{ name: 'prompt' }, { name: 'seed', value: '7' }] });
    expect(warnings).toEqual([]);
  });

  test("writes a relay's fields as its page documents them, and nothing else", async () => {
    const request = {
      model: 'kling-v1',
      prompt: '宇航员站起身走了',
      negativePrompt: 'rain',
      size: '1280x720',
      seconds: 5,
      fps: 30,
      seed: 20231234,
      user: 'user-1234',
      metadata: { style: 'film' },
      images: [image],
    };
    const { body, warnings } = await encodeCreate(relaySoraDialect, request);
    expect(warnings).toEqual([]);
    expect(body).toEqual({
      kind: 'multipart',
      parts: [
        { name: 'model', value: 'kling-v1' },
        { name: 'prompt', value: '宇航员站起身走了' },
        { name: 'duration', value: '5' },
        { name: 'width', value: '1280' },
        { name: 'height', value: '720' },
        { name: 'fps', value: '30' },
        { name: 'seed', value: '20231234' },
        { name: 'n', value: '1' },
        { name: 'user', value: 'user-1234' },
        { name: 'metadata', value: expect.any(String) },
        { name: 'image', value: 'AA==' },
      ],
    });
    const { value } = (body.kind === 'multipart' && body.parts.find(({ name }) => name === 'metadata')) || {};
    // The engine behind the page reads nothing beside a metadata part, so what it would lose is in it too.
    expect(JSON.parse(String(value))).toEqual({
      ...{ style: 'film', negative_prompt: 'rain' },
      ...{ width: 1280, height: 720, fps: 30, seed: 20231234, user: 'user-1234' },
    });
  });

  test('sends no metadata of its own making where none was asked for', async () => {
    const request = { model: 'kling-v1', prompt: 'a boat', seed: 7, images: [] };
    const { body } = await encodeCreate(relaySoraDialect, request);
    expect(JSON.stringify(body)).not.toContain('metadata');
  });

  test('counts frames from length and rate, and says so where one of them is missing', async () => {
    const { create } = openaiDialect;
    const fields = [{ from: 'frames', name: 'num_frames', as: 'integer' }];
    const dialect = dialectSchema.parse({
      ...openaiDialect,
      create: { ...create, encoding: 'json', fields, references: [] },
    });
    const counted = await encodeCreate(dialect, { seconds: 5, fps: 16, images: [] });
    expect(counted).toMatchObject({ body: { value: { num_frames: 80 } }, warnings: [] });
    const { body, warnings } = await encodeCreate(dialect, { seconds: 5, images: [] });
    expect(body).toMatchObject({ value: {} });
    expect(warnings).toEqual([{ field: 'seconds', message: expect.stringContaining('only together') }]);
  });

  test('every preset can say what a video needs at least', async () => {
    for (const { dialect } of presets) {
      const { body, warnings } = await encodeCreate(dialect, {
        model: 'm',
        prompt: 'a boat',
        size: '1280x720',
        seconds: 4,
        images: [image],
      });
      expect(warnings).toEqual([]);
      expect(JSON.stringify(body)).toContain('a boat');
    }
  });

  test('speaks a dialect it has never seen, from data alone', async () => {
    const dialect = dialectSchema.parse({
      ...openaiDialect,
      id: 'made-up',
      create: {
        method: 'POST',
        path: '/generations',
        encoding: 'json',
        fields: [
          { from: 'prompt', name: 'text', as: 'string' },
          { from: 'seconds', name: 'duration', as: 'integer' },
          { from: 'metadata', name: 'extra', as: 'json' },
        ],
        references: [{ role: 'first_frame', name: 'image', as: ['data_uri'] }],
      },
    });
    const encoded = await encodeCreate(dialect, {
      prompt: 'a boat',
      seconds: 4.4,
      metadata: { a: 1 },
      images: [image],
    });
    expect(encoded.path).toBe('/generations');
    expect(encoded.body).toEqual({
      kind: 'json',
      value: { text: 'a boat', duration: 4, extra: { a: 1 }, image: 'data:image/jpeg;base64,AA==' },
    });
  });
});
