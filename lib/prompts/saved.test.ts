import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/open';
import { openSaved } from './saved';
import { longestPrompt, maximumSaved, savedSchema } from './wire';

let database: Database;
let saved: ReturnType<typeof openSaved>;
let now = 1_800_000_000_000;

beforeEach(async () => {
  database = await openDatabase(await mkdtemp(path.join(tmpdir(), 'firstframe-saved-')));
  saved = openSaved(database, () => {
    now += 1_000;
    return now;
  });
});

const prompt = { kind: 'prompt', name: 'Wide shot', body: { prompt: 'A wide shot of {place}' } };
const nothing = {
  provider: null,
  model: null,
  size: null,
  seconds: null,
  takes: 1,
  fps: null,
  seed: null,
  negative_prompt: '',
  user: '',
  metadata: '',
  options: {},
};
const all = () => saved.list(new URLSearchParams());

test('what is saved comes back by kind, the newest first, and goes when it is deleted', async () => {
  const one = await saved.add(prompt);
  const other = await saved.add({ kind: 'settings', name: ' Draft ', body: { size: '1280x720', seed: 7 } });
  expect(other).toMatchObject({ name: 'Draft', body: { ...nothing, size: '1280x720', seed: 7 } });
  expect(await all()).toEqual([other, one]);
  expect(await saved.list(new URLSearchParams({ kind: 'prompt' }))).toEqual([one]);
  for (const item of await all()) expect(savedSchema.parse(item)).toEqual(item);
  await saved.remove(one.id);
  expect(await all()).toEqual([other]);
  await expect(saved.remove(one.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(saved.change(one.id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
});

test('a change leaves what it does not name', async () => {
  const { id } = await saved.add(prompt);
  expect(await saved.change(id, { name: 'Wider' })).toMatchObject({ name: 'Wider', body: prompt.body });
  const changed = await saved.change(id, { body: { prompt: 'B' } });
  expect(changed).toMatchObject({ name: 'Wider', body: { prompt: 'B' } });
  expect(changed.updated_at).toBeGreaterThan(changed.created_at);
  expect(await all()).toEqual([changed]);
});

test.each([
  [{ ...prompt, name: '  ' }, 'name'],
  [{ ...prompt, name: 'x'.repeat(81) }, 'name'],
  [{ ...prompt, kind: 'song' }, 'kind'],
  [{ ...prompt, body: { prompt: '  ' } }, 'body.prompt'],
  [{ ...prompt, body: { prompt: 'x'.repeat(longestPrompt + 1) } }, 'body.prompt'],
  [{ ...prompt, body: { prompt: 'x', more: 1 } }, 'body.more'],
  [{ kind: 'settings', name: 'x', body: { seed: 1.5 } }, 'body.seed'],
  [{ kind: 'settings', name: 'x', body: { takes: 0 } }, 'body.takes'],
  [{ kind: 'settings', name: 'x', body: { options: { a: 1 } } }, 'body.options.a'],
])('%j is refused, and the field is named', async (body, param) => {
  await expect(saved.add(body)).rejects.toMatchObject({ code: 'invalid_request', param });
  expect(await all()).toEqual([]);
});

test('a body of the other kind does not take the place of one', async () => {
  const { id } = await saved.add(prompt);
  await expect(saved.change(id, { body: { size: '1x1' } })).rejects.toMatchObject({ param: 'body.prompt' });
  expect((await all())[0]?.body).toEqual(prompt.body);
});

test('any words come back as they were saved', async () => {
  const word = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .filter((text) => text.trim() !== '');
  await fc.assert(
    fc.asyncProperty(word, word, async (name, words) => {
      const { id } = await saved.add({ kind: 'prompt', name, body: { prompt: words } });
      expect((await all())[0]).toMatchObject({ id, name: name.trim(), body: { prompt: words } });
    }),
    { numRuns: 50 },
  );
});

test('there is an end to it', async () => {
  const times = { created_at: 1, updated_at: 1 };
  const rows = Array.from({ length: maximumSaved }, (_, index) => ({
    id: `saved_${index}`,
    kind: 'prompt',
    name: 'x',
    body: '{"prompt":"x"}',
    ...times,
  }));
  for (let at = 0; at < rows.length; at += 100)
    await database
      .insertInto('saved')
      .values(rows.slice(at, at + 100))
      .execute();
  await expect(saved.add(prompt)).rejects.toMatchObject({ code: 'invalid_request' });
  await saved.remove('saved_1');
  await expect(saved.add(prompt)).resolves.toMatchObject({ name: 'Wide shot' });
});
