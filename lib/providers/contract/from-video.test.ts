import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SourceVideo } from '@/lib/providers/encode-source';
import { findPreset } from '@/lib/providers/presets';
import { openProvider, type Provider } from '@/lib/providers/provider';
import { contracts } from './contracts';
import { characterId, type Family } from './family';
import { apiKey, openStrictFake, type StrictFake } from './strict-fake';

/** The calls that make a video from another one, before servers that take their documents at their word. */

const video = Buffer.concat([Buffer.from('000000186674797069736f6d', 'hex'), Buffer.alloc(2_000, 7)]);
const opened: { fakes: StrictFake[]; providers: Provider[] } = { fakes: [], providers: [] };
let file: { path: string; type: string; filename: string };

beforeAll(async () => {
  const place = path.join(await mkdtemp(path.join(tmpdir(), 'firstframe-from-video-')), 'video.mp4');
  await writeFile(place, video);
  file = { path: place, type: 'video/mp4', filename: 'video.mp4' };
});

afterEach(async () => {
  await Promise.all(opened.providers.splice(0).map((provider) => provider.close()));
  await Promise.all(opened.fakes.splice(0).map((fake) => fake.close()));
});

async function open(family: Family) {
  const dialect = findPreset(family.preset);
  if (!dialect) throw new Error(`There is no preset "${family.preset}".`);
  const fake = await openStrictFake(family, video);
  const baseUrl = `${fake.origin}${family.basePath}`;
  const provider = openProvider({
    id: 'p',
    label: 'P',
    dialect,
    baseUrl,
    apiKey,
    isDemo: false,
    models: null,
  });
  opened.fakes.push(fake);
  opened.providers.push(provider);
  return { fake, provider };
}

const calls = ['remix', 'edit', 'extension'] as const;
const everyWay = contracts.flatMap(({ family, model }) =>
  calls.flatMap((call) =>
    (['id', 'url', 'file'] as const).map((way) => [family.preset, call, way, { family, model }] as const),
  ),
);

/** Which of these calls each document tells of, and in which ways they are told which video. */
const documented: Record<string, string[]> = {
  openai: ['remix id', 'edit id', 'edit file', 'extension id', 'extension file'],
  litellm: ['remix id', 'edit id', 'edit file', 'extension id'],
  azure: ['remix id'],
  'new-api': ['remix id'],
  xai: ['edit url', 'extension url'],
};

describe.each(everyWay)('%s, %s of a video by its %s', (preset, call, way, { family, model }) => {
  const isDocumented = documented[preset]?.includes(`${call} ${way}`) ?? false;

  test(isDocumented ? 'is asked for as its document says' : 'is not asked for', async () => {
    const { fake, provider } = await open(family);
    const ways: SourceVideo = {
      upstreamId: way === 'id' ? family.id : null,
      url: way === 'url' ? 'https://vidgen.example.com/a.mp4' : null,
      file: way === 'file' ? file : null,
    };
    const request = { model, prompt: 'at night & "quiet"', ...(call === 'extension' ? { seconds: 4 } : {}) };
    const encoded = provider.encodeFromVideo(call, request, ways);
    if (!isDocumented) {
      expect(encoded).toBeNull();
      return;
    }
    if (!encoded) throw new Error('There is no request.');
    const outcome = await provider.submit(encoded);
    expect(fake.faults).toEqual([]);
    expect(outcome).toMatchObject({ outcome: 'accepted', job: { id: family.id } });
    expect(fake.requests).toHaveLength(1);
    const [received] = fake.requests;
    if (way !== 'file') return;
    const parts = received?.body.kind === 'multipart' ? received.body.parts : [];
    const sent = parts.find(({ name }) => name === 'video');
    expect(sent && 'bytes' in sent && sent.bytes.equals(video)).toBe(true);
  });
});

describe.each(contracts.map(({ family }) => [family.preset, family] as const))('%s', (preset, family) => {
  const hasCharacters = ['openai', 'litellm'].includes(preset);

  test(hasCharacters ? 'makes a character and knows it again' : 'has no characters', async () => {
    const { fake, provider } = await open(family);
    if (!hasCharacters) {
      await expect(provider.createCharacter('Luna', file)).rejects.toMatchObject({ code: 'unsupported' });
      expect(fake.requests).toEqual([]);
      return;
    }
    const luna = { id: characterId, name: 'Luna', createdAt: 1_772_323_200_000 };
    expect(await provider.createCharacter('Luna', file)).toEqual(luna);
    expect(await provider.findCharacter(characterId)).toEqual(luna);
    expect(fake.faults).toEqual([]);
    expect(await provider.findCharacter('char_none')).toBeNull();
  });
});

test('a character that is refused says why, and one that nobody is sure of says that it is so', async () => {
  const family = contracts.find((contract) => contract.family.preset === 'openai')?.family;
  if (!family) throw new Error('There is no such family.');
  const { fake, provider } = await open(family);
  const refused = provider.createCharacter('', file);
  await expect(refused).rejects.toMatchObject({ code: 'provider_rejected', param: 'name' });
  expect(fake.requests).toHaveLength(1);
  await fake.close();
  opened.fakes.splice(0);
  await expect(provider.createCharacter('Luna', file)).rejects.toMatchObject({ code: 'network' });
});
