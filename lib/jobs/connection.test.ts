import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openProvider } from '@/lib/providers/provider';
import { openSecretBox } from '@/lib/secret-box';
import { presentConnection, studioConnection } from './connection';

const openBox = async () => openSecretBox(await mkdtemp(path.join(tmpdir(), 'firstframe-connection-')));
const stored = {
  id: 'relay-1',
  label: 'Relay',
  baseUrl: 'https://x.example/v1',
  preset: 'openai',
  dialect: null,
  sealedApiKey: null,
  keyLastFour: null,
  models: null,
};

test.each([
  [{ dialect: { id: 'of another release' } }, { preset: 'openai', is_dialect_edited: true }],
  [{ preset: 'of another release' }, { preset: 'of another release', is_dialect_edited: false }],
])('a provider with %j is shown, and sends nothing', async (changes, shown) => {
  const connection = studioConnection({ ...stored, ...changes }, await openBox());
  expect(presentConnection(connection, 2)).toMatchObject({ ...shown, label: 'Relay', open_jobs: 2 });
  const provider = openProvider(connection.config);
  expect(provider.lockedBecause).toMatch(/dialect of Relay/);
  expect(await provider.poll({ upstreamId: 'up_1', operation: null })).toMatchObject({ outcome: 'trouble' });
  const encoded = await provider.encode({ prompt: 'a boat', model: 'm', images: [] });
  expect(await provider.submit(encoded)).toMatchObject({ outcome: 'never_sent' });
  await provider.close();
});

test('a key that was sealed for another provider or origin opens nothing', async () => {
  const box = await openBox();
  const sealedApiKey = await box.seal('sk-canary-0123456789', 'provider relay-2 at https://x.example');
  const { config, key } = studioConnection({ ...stored, sealedApiKey, keyLastFour: '6789' }, box);
  expect(config.apiKey).toBeNull();
  expect(config.lockedBecause).toMatch(/key of Relay/);
  expect(key).toEqual({ last_four: '6789', is_readable: false });
});
