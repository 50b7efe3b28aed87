import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { EncodableRequest } from '@/lib/providers/encode';
import { findPreset, presets } from '@/lib/providers/presets';
import { openProvider, type Provider } from '@/lib/providers/provider';
import { contracts } from './contracts';
import type { Family } from './family';
import type { Received } from './received';
import { apiKey, openStrictFake, type StrictFake } from './strict-fake';
import { findImage, makeImage } from './test-image';

/** Not a video, which nobody looks into here, but bytes that a text decoder would spoil. */
const video = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256));
const awkwardId = 'sora-2:task_a/b+c==?d&e%2F';
const opened: { fakes: StrictFake[]; providers: Provider[] } = { fakes: [], providers: [] };

afterEach(async () => {
  await Promise.all(opened.providers.splice(0).map((provider) => provider.close()));
  await Promise.all(opened.fakes.splice(0).map((fake) => fake.close()));
});

function dialectOf({ preset }: Family) {
  const found = findPreset(preset);
  if (!found) throw new Error(`There is no preset "${preset}".`);
  return found;
}

async function open(family: Family, options: { id?: string; isInside?: boolean; key?: string } = {}) {
  const fake = await openStrictFake(family, video, options.id);
  const provider = openProvider({
    id: 'p',
    label: 'P',
    dialect: dialectOf(family),
    baseUrl: `${fake.origin}${family.basePath}`,
    apiKey: options.key ?? apiKey,
    isDemo: false,
    models: null,
    ...(options.isInside ? { handle: fake.handle } : {}),
  });
  opened.fakes.push(fake);
  opened.providers.push(provider);
  return { fake, provider };
}

/** Sends a create and gives back how it arrived; fails with the server's own words where it was refused. */
async function create(family: Family, request: EncodableRequest) {
  const { fake, provider } = await open(family);
  const encoded = await provider.encode(request);
  const outcome = await provider.submit(encoded);
  expect(fake.faults).toEqual([]);
  expect(outcome).toMatchObject({ outcome: 'accepted', job: { id: family.id } });
  const [received, ...others] = fake.requests;
  expect(others).toEqual([]);
  return { fake, provider, outcome, received: received as Received, warnings: encoded.warnings };
}

/** A body as one object: texts of parts as they are, JSON read, files by their type. */
function readWire({ body }: Received): Record<string, unknown> {
  if (body.kind === 'json') return body.value as Record<string, unknown>;
  if (body.kind !== 'multipart') return {};
  const entries = body.parts.map((part) => {
    if (!('value' in part)) return [part.name, part.type];
    return [part.name, part.value.startsWith('{') ? JSON.parse(part.value) : part.value];
  });
  return Object.fromEntries(entries);
}

/** Numbers and their texts are one where a server takes either encoding. */
const spell = (wire: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(wire).map(([key, value]) => [key, typeof value === 'object' ? value : String(value)]),
  );

const rows = contracts.map((contract) => [contract.family.preset, contract] as const);

test('there is a contract for every preset', () => {
  expect(presets.map(({ dialect }) => dialect.id).toSorted()).toEqual(
    rows.map(([preset]) => preset).toSorted(),
  );
});

describe.each(rows)('%s, asked for a video', (_preset, { family, model, request, wire, size, images }) => {
  test('takes the least that can be asked', async () => {
    const { received } = await create(family, { model, prompt: 'a boat', images: [] });
    expect(readWire(received)).toMatchObject({ prompt: 'a boat' });
  });

  test('takes everything that its document has a field for', async () => {
    const prompt = '宇航员站起身走了 & "quotes" \r\n--boundary\u{1F680}';
    const { received, warnings } = await create(family, { model, prompt, ...request, images: [] });
    const found = readWire(received);
    expect(warnings).toEqual([]);
    expect(spell(found)).toMatchObject(spell({ ...wire, model }));
    // A browser's form data, and so every multipart client, sends line ends as CR LF.
    expect(String(found.prompt).replaceAll('\r\n', '\n')).toBe(prompt.replaceAll('\r\n', '\n'));
    const pixels = found.size ?? (found.width && `${found.width}x${found.height}`);
    const named = found.resolution && `${found.resolution} ${found.aspect_ratio}`;
    if (size !== 'named' && (size === 'pixels' || pixels)) expect(pixels).toBe('1280x720');
    else expect(named).toBe('720p 16:9');
  });

  test.each(images.map((image) => [JSON.stringify(image), image] as const))(
    'takes an image where it reads one: %s',
    async (_name, { given, images: expected, model: other = model }) => {
      const made = await Promise.all(
        expected.map(async ({ role }, index) =>
          makeImage({
            role,
            size: { width: 1280, height: 720 },
            ...(given === 'url' ? { url: `https://images.example.com/${index}.png` } : {}),
          }),
        ),
      );
      const { received } = await create(family, {
        model: other,
        prompt: 'a boat',
        size: '1280x720',
        images: made,
      });
      for (const [index, { field, forms }] of expected.entries()) {
        const image = made[index];
        if (!image) throw new Error('An image is missing.');
        const found = findImage(received.body, image);
        expect(found.map((place) => place.field)).toEqual([field]);
        expect(forms).toContain(found[0]?.form);
      }
    },
  );

  test.each(['image/jpeg', 'image/webp'] as const)('takes an image of the type %s', async (type) => {
    const image = await makeImage({ role: 'first_frame', type, size: { width: 1280, height: 720 } });
    const { received } = await create(family, { model, prompt: 'a boat', size: '1280x720', images: [image] });
    expect(findImage(received.body, image)).toHaveLength(1);
  });

  test('is asked with its key, or the refusal says so', async () => {
    if (family.auth.length === 0) return;
    const { fake, provider } = await open(family, { key: 'another' });
    const outcome = await provider.submit(await provider.encode({ model, prompt: 'a boat', images: [] }));
    expect(outcome).toMatchObject({ outcome: 'refused', error: { code: 'provider_auth' } });
    expect(fake.faults).toHaveLength(1);
  });
});

describe.each(rows)('%s, asked how a job is doing', (_preset, { family, model }) => {
  test.each(family.polls.map((step, index) => [index, step.state, step] as const))(
    'answer %i means %s',
    async (_index, state, { reply }) => {
      const { fake, provider } = await open(family, { id: awkwardId });
      const submitted = await provider.submit(await provider.encode({ model, prompt: 'a boat', images: [] }));
      if (submitted.outcome !== 'accepted') throw new Error(JSON.stringify(submitted));
      const known = { upstreamId: submitted.job.id, operation: submitted.operation };
      expect(known.upstreamId).toBe(awkwardId);
      fake.polled = reply;
      const answer = await provider.poll(known);
      expect(fake.faults).toEqual([]);
      const means = answer.outcome === 'answered' ? answer.job.state : 'gone or trouble';
      expect(means).toBe(state);
      if (answer.outcome !== 'answered' || state !== 'failed') return;
      // A reason that the server gave is passed on.
      expect(answer.job.error?.message).toMatch(/\w/);
    },
  );

  test('an id that it does not know ends nothing by itself', async () => {
    const { fake, provider } = await open(family);
    fake.polled = () => family.notFound;
    const answer = await provider.poll({ upstreamId: family.id, operation: null });
    expect(['gone', 'trouble']).toContain(answer.outcome);
  });
});

describe.each(rows)('%s, asked for the file', (_preset, { family }) => {
  test.each(family.results.map((result) => [result.name, result] as const))(
    'gives it as %s',
    async (_name, { polled, files }) => {
      const isInside = Object.keys(files).some((place) => place.startsWith('http'));
      const { fake, provider } = await open(family, { id: awkwardId, isInside });
      Object.assign(fake, { polled, files });
      const known = { upstreamId: awkwardId, operation: null };
      const answer = await provider.poll(known);
      if (answer.outcome !== 'answered') throw new Error(JSON.stringify(answer));
      expect(answer.job.state).toBe('succeeded');
      const { resultUrl } = answer.job;
      const result = await provider.fetchResult({ ...known, operation: resultUrl ? { resultUrl } : null });
      expect(fake.faults).toEqual([]);
      if (result.outcome !== 'bytes') throw new Error(JSON.stringify(result));
      const bytes = Buffer.concat(await result.stream.toArray());
      const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
      expect(hash(bytes)).toBe(hash(video));
    },
  );
});

describe.each(rows.filter(([, { family }]) => family.models))(
  '%s, asked for its models',
  (_preset, { family }) => {
    test('names them', async () => {
      const { fake, provider } = await open(family);
      const listed = await provider.listModels();
      expect(fake.faults).toEqual([]);
      expect(listed.map(({ id }) => id)).toEqual(family.models?.ids);
    });
  },
);
