import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashPrompt } from '@/lib/db/hash-prompt';
import { type Database, openDatabase } from '@/lib/db/open';
import { listPrompts } from './prompt-history';

let database: Database;
let made = 0;

beforeEach(async () => {
  database = await openDatabase(await mkdtemp(path.join(tmpdir(), 'firstframe-prompts-')));
  made = 0;
});

/** A video that was asked for, a second after the one before. */
async function send(prompt: string, changes: { trashed_at?: number; purged_at?: number } = {}) {
  made += 1;
  const at = 1_800_000_000_000 + made * 1_000;
  const row = {
    id: `video_${at.toString(16).padStart(12, '0')}${'0'.repeat(24)}`,
    change_sequence: made,
    status: 'completed',
    provider_id: 'p',
    model: 'm',
    prompt,
    prompt_hash: hashPrompt(prompt),
    request: '{}',
    batch_id: 'b',
    request_hash: 'h',
    warnings: '[]',
    attempt: 1,
    failures: 0,
    caller_retries: 0,
    created_at: at,
    updated_at: at,
    ...changes,
  };
  await database.insertInto('jobs').values(row).execute();
}

const list = (query: Record<string, string> = {}) => listPrompts(database, new URLSearchParams(query));
const words = async (query: Record<string, string> = {}) =>
  (await list(query)).data.map(({ prompt }) => prompt);

describe('the history of prompts', () => {
  test('holds each once, by when it was sent last, with how often it was', async () => {
    for (const prompt of ['a fox', 'a boat', 'a fox', 'rain', 'a fox']) await send(prompt);
    const { data } = await list();
    expect(data).toMatchObject([
      { prompt: 'a fox', uses: 3, last_used_at: 1_800_000_005 },
      { prompt: 'rain', uses: 1 },
      { prompt: 'a boat', uses: 1, last_used_at: 1_800_000_002 },
    ]);
  });

  test('keeps those of the trash, and forgets what was deleted for good, and what has no words', async () => {
    await send('in the trash', { trashed_at: 1 });
    await send('gone', { trashed_at: 1, purged_at: 2 });
    await send('');
    await send('gone, and sent again', { trashed_at: 1, purged_at: 2 });
    await send('gone, and sent again');
    expect(await words()).toEqual(['gone, and sent again', 'in the trash']);
    expect((await list()).data[0]?.uses).toBe(1);
  });

  test('goes on where a page ended, and says when there is no more', async () => {
    for (const prompt of ['1', '2', '3', '1', '4']) await send(prompt);
    const first = await list({ limit: '2' });
    expect(first).toMatchObject({ data: [{ prompt: '4' }, { prompt: '1' }], has_more: true });
    const second = await list({ limit: '2', after: first.last_id ?? '' });
    expect(second).toMatchObject({ data: [{ prompt: '3' }, { prompt: '2' }], has_more: false });
  });

  test.each([
    ['fox', ['A FOX in snow', 'a fox at dusk']],
    ['  snow   fox ', ['A FOX in snow']],
    ['雪', ['雪中的狐狸']],
    ['100%', ['100% cotton']],
    ['%', ['100% cotton']],
    ['_', ['snake_case']],
    ['\\', ['back\\slash']],
    ["' or 1=1 --", []],
    ['nothing like it', []],
  ])('finds by all words of %j, whatever their case', async (q, found) => {
    const sent = ['a fox at dusk', 'A FOX in snow', '雪中的狐狸', '100% cotton', 'snake_case', 'back\\slash'];
    for (const prompt of sent) await send(prompt);
    expect(await words({ q })).toEqual(found);
  });

  test.each([
    ['limit', '0'],
    ['limit', '101'],
    ['limit', 'x'],
    ['q', 'x'.repeat(201)],
  ])('names what is wrong with %s=%s', async (param, value) => {
    await expect(list({ [param]: value })).rejects.toMatchObject({ code: 'invalid_request', param });
  });
});
