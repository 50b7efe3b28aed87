import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from './open';
import { searchPrompts, searchWords } from './search-prompts';

let database: Database;
let made = 0;

beforeAll(async () => {
  database = await openDatabase(await mkdtemp(path.join(tmpdir(), 'firstframe-search-')));
});
beforeEach(async () => {
  await database.deleteFrom('jobs').execute();
});

async function add(prompt: string): Promise<string> {
  made += 1;
  const id = `job_${made}`;
  await sql`insert into jobs (id, change_sequence, status, provider_id, model, prompt, request, batch_id, request_hash,
    warnings, attempt, failures, created_at, updated_at)
    values (${id}, ${made}, 'completed', 'p', 'm', ${prompt}, '{}', 'b', 'h', '[]', 1, 0, ${made}, 1)`.execute(
    database,
  );
  return id;
}

async function find(text: string): Promise<string[]> {
  const condition = searchPrompts(database, text);
  let rows = database.selectFrom('jobs').select('prompt').orderBy('created_at');
  if (condition) rows = rows.where(condition);
  return (await rows.execute()).map(({ prompt }) => prompt);
}

test.each([
  ['a fox  snow', ['a', 'fox', 'snow']],
  ['"slow dolly in" fox', ['slow dolly in', 'fox']],
  ['a 5" screen', ['a', '5"', 'screen']],
  ['"never closed', ['"never', 'closed']],
  ['say "cheese"!', ['say', '"cheese"!']],
  ['  ', []],
  ['" "', []],
  ['nul\0l fox', ['fox']],
  ['Tom’s “boat”', ['Tom’s', '“boat”']],
])('%j asks for %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

describe('searching prompts', () => {
  test.each([
    ['fox', ['A FOX in snow', 'the foxes']],
    ['fox snow', ['A FOX in snow']],
    ['"in snow"', ['A FOX in snow']],
    ['"snow in"', []],
    ['OX', ['A FOX in snow', 'the foxes']],
    ['狐', ['雪中的狐狸']],
    ['狐狸', ['雪中的狐狸']],
    ['中的狐', ['雪中的狐狸']],
    ['雪中 狐狸', ['雪中的狐狸']],
    ['100%', ['100% cotton_wool']],
    ['n_w', ['100% cotton_wool']],
    ['%', ['100% cotton_wool']],
    ['"', ['a "fast" cut']],
    ['"fast"', ['a "fast" cut']],
    ['fast"', ['a "fast" cut']],
    ['ÉTÉ', ['un été à Paris']],
    ['É', ['un été à Paris']],
    ['AND OR NOT', []],
    ['fox*', []],
    ['prompt:fox', []],
  ])('%s', async (text, found) => {
    const prompts = [
      'A FOX in snow',
      'the foxes',
      '雪中的狐狸',
      '100% cotton_wool',
      'a "fast" cut',
      'un été à Paris',
    ];
    for (const prompt of prompts) await add(prompt);
    expect(await find(text)).toEqual(found);
  });

  test('finds what a prompt is now, and nothing of one that was deleted for good', async () => {
    const id = await add('a red fox');
    await add('a red boat');
    await database.updateTable('jobs').set({ prompt: '' }).where('id', '=', id).execute();
    expect(await find('red')).toEqual(['a red boat']);
    const { rows } = await sql`select * from job_prompts where prompt like '%fox%'`.execute(database);
    expect(rows).toEqual([]);
    await sql`insert into prompt_search (prompt_search) values ('integrity-check')`.execute(database);
  });

  test('is taken back with the job that is', async () => {
    const failing = database.transaction().execute(async (transaction) => {
      const { id } = { id: 'job_never' };
      await sql`insert into jobs (id, change_sequence, status, provider_id, model, prompt, request, batch_id,
        request_hash, warnings, attempt, failures, created_at, updated_at)
        values (${id}, 1000000, 'completed', 'p', 'm', 'never made', '{}', 'b', 'h', '[]', 1, 0, 1, 1)`.execute(
        transaction,
      );
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await find('never')).toEqual([]);
    await sql`insert into prompt_search (prompt_search) values ('integrity-check')`.execute(database);
  });

  test('finds the same after the file was compacted', async () => {
    const gone = await add('gone');
    await add('a red fox');
    await add('a blue fox');
    await database.deleteFrom('jobs').where('id', '=', gone).execute();
    await sql`vacuum`.execute(database);
    expect(await find('blue')).toEqual(['a blue fox']);
    await add('a third fox');
    expect(await find('fox')).toEqual(['a red fox', 'a blue fox', 'a third fox']);
  });

  test('is the same as looking into each', async () => {
    const unit = fc.constantFrom(...'ab%_"\\ 狐雪A\'-*(');
    const texts = fc.string({ unit, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { maxLength: 6 }), texts, async (prompts, text) => {
        await database.deleteFrom('jobs').execute();
        for (const prompt of prompts) await add(prompt);
        const words = searchWords(text).map((word) => word.toLowerCase());
        const expected = prompts.filter((prompt) =>
          words.every((word) => prompt.toLowerCase().includes(word)),
        );
        expect(await find(text)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
