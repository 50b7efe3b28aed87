import { describe, expect, test } from 'vitest';
import type { Dialect } from './dialect';
import { demoDialect } from './dialects/demo';
import { openaiDialect } from './dialects/openai';
import { encodeCreate, encodeRemix } from './encode';

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
          { name: 'size', value: '1280x720' },
          { name: 'seconds', value: '4' },
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

  test('speaks a dialect it has never seen, from data alone', async () => {
    const dialect: Dialect = {
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
        references: [{ role: 'first_frame', name: 'image', as: 'data_uri', mustMatchSize: false }],
      },
    };
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

test('encodeRemix escapes the id', () => {
  expect(encodeRemix({ method: 'POST', path: '/videos/{id}/remix' }, 'a/b+c=', 'at night')).toMatchObject({
    path: '/videos/a%2Fb%2Bc%3D/remix',
    body: { kind: 'json', value: { prompt: 'at night' } },
  });
});
