import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { CreateRequest } from '@/lib/jobs/create-request';
import { findSentRequest, previewRequest } from '@/lib/jobs/preview-request';
import type { CreateRequestView } from '@/lib/jobs/request-wire';
import { contracts } from '@/lib/providers/contract/contracts';
import { parseMultipart } from '@/lib/providers/contract/received';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { findPreset } from '@/lib/providers/presets';
import { closeScenarios, json, openScenario, type Seen } from './open-scenario';

/** What is shown before a send, and what a server then gets: field by field the same, for every preset. */

afterAll(closeScenarios);

const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#335', noise } })
    .png()
    .toBuffer();

/** Base64 of an image is named by its length, wherever it stands. */
const named = (text: string) =>
  text.replace(/[A-Za-z0-9+/]{1000,}={0,2}/g, (base64) => `<${base64.length} characters of Base64>`);

const fold = (text: string) => text.replace(/\r\n/g, '\n');

/** What arrived, in the words of the preview. */
async function received({ method, headers, raw }: Seen) {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return { method, type, body: JSON.parse(named(String(raw))) };
  const parts = await parseMultipart(type, raw);
  const body = await Promise.all(
    parts.map(async (part) => {
      if ('value' in part) return { name: part.name, value: fold(named(part.value)) };
      const { width, height } = await sharp(part.bytes).metadata();
      const { name, filename } = part;
      return { name, filename, type: part.type, bytes: part.bytes.length, width, height };
    }),
  );
  return { method, type: 'multipart/form-data', body };
}

/** What is shown, in the same words. */
function shown({ request: { method, headers, body } }: CreateRequestView) {
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  if (body?.kind === 'json') return { method, type, body: JSON.parse(body.text) };
  if (body?.kind !== 'multipart') throw new Error('There is no such body here.');
  const parts = body.parts.map((part) => ('value' in part ? { ...part, value: fold(part.value) } : part));
  return { method, type, body: parts };
}

const rows = [
  ...contracts.map(({ family, model, request, images }) => ({
    preset: family.preset,
    model,
    request,
    images,
  })),
  { preset: 'demo', model: 'demo', request: { size: '854x480', seconds: 2, seed: 7, fps: 24 }, images: [] },
];

describe.each(rows)('$preset', ({ preset, model, request, images }) => {
  const dialect = preset === 'demo' ? demoDialect : findPreset(preset);
  const roles = images.flatMap((image) => image.images.map(({ role }) => role));

  test.each([
    ['words alone', []],
    ['every image that it takes', [...new Set(roles.length > 0 ? roles : (['first_frame'] as const))]],
  ])('%s', async (_name, given) => {
    const base64 = (await picture(640, 500)).toString('base64');
    const references = given.map((role) => ({ role, param: role, text: `data:image/png;base64,${base64}` }));
    const prompt = `A "paper" boat\n& rain 雨`;
    const asked = { prompt, model, takes: 1, references, ...request } as CreateRequest;
    const answer = json({ id: 'up_1', request_id: 'up_1', generation_id: 'up_1', status: 'queued' });
    const scenario = await openScenario({ dialect: dialect ?? undefined, create: [answer], request: asked });
    const { context } = scenario;

    const preview = await previewRequest(context, asked);
    expect(scenario.seen.filter(({ method }) => method === 'POST')).toEqual([]);
    expect((await context.store.listAll()).length).toBe(0);
    expect(await context.storage.list('references')).toEqual([]);
    expect(await readdir(path.dirname(await context.storage.temporaryPath('x')))).toEqual([]);
    expect(preview).toMatchObject({ sent_at: null, takes: 1, request: { is_cut: false } });
    expect(JSON.stringify(preview)).not.toContain('sk-canary-key');

    const job = await scenario.create();
    const [sent, ...others] = scenario.posts();
    if (!sent) throw new Error('Nothing was sent.');
    expect(others).toEqual([]);
    expect(shown(preview)).toEqual(await received(sent));
    expect(preview.request.url).toBe(`${scenario.origin}${sent.url}`);
    for (const [name, value] of preview.request.headers.filter(([header]) => header !== 'content-type'))
      expect(sent.headers[name]).toBe(value.replace('$API_KEY', 'sk-canary-key'));
    expect(preview.warnings).toEqual(job.warnings);

    const kept = await findSentRequest(context, job);
    expect(kept).toEqual({ ...preview, sent_at: Math.floor(scenario.clock.now / 1_000) });
  });
});

test('what a create refuses, its preview refuses in the same words', async () => {
  const asked = { prompt: 'a boat', model: 'sora-2', seconds: 5, takes: 1, references: [] };
  const scenario = await openScenario({ request: asked });
  const refused = { code: 'invalid_request', param: 'seconds', message: /4, 8/ };
  await expect(scenario.create()).rejects.toMatchObject({
    ...refused,
    message: expect.stringMatching(/4, 8/),
  });
  await expect(previewRequest(scenario.context, asked)).rejects.toMatchObject({
    ...refused,
    message: expect.stringMatching(/4, 8/),
  });
});
