import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/open';
import { openServer } from '@/lib/providers/contract/open-server';
import { openSecretBox } from '@/lib/secret-box';
import { askImprover } from './ask-improver';
import { defaultInstruction } from './default-instruction';
import { openImprover } from './improver';
import { readCompletion } from './read-completion';

const key = 'sk-canary-improver-0123';
type Asked = { url: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };
type Listener = (response: ServerResponse, asked: Asked) => void;

const completion = (content: unknown) => JSON.stringify({ choices: [{ message: { content } }] });
const say =
  (content: unknown): Listener =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(completion(content));

let folder: string;
let chat: Awaited<ReturnType<typeof startChat>>;
let improver: Awaited<ReturnType<typeof open>>;
let taken: [string, number][] = [];

/** A chat endpoint, played over real HTTP. */
async function startChat() {
  const state: { answer: Listener; asked: Asked[] } = { answer: say('Better.'), asked: [] };
  const { origin, close } = await openServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const asked = { url: request.url ?? '', headers: request.headers, body: JSON.parse(text || '{}') };
    state.asked.push(asked);
    state.answer(response, asked);
  });
  return { state, origin, baseUrl: `${origin}/v1`, close };
}

async function open() {
  const database = await openDatabase(folder);
  const allowance = { take: async (holder: string, count: number) => void taken.push([holder, count]) };
  return openImprover({ database, secrets: await openSecretBox(folder), now: () => 1, allowance });
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-improver-'));
  taken = [];
  chat = await startChat();
  improver = await open();
});

afterEach(() => chat.close());

const setUp = (changes = {}) =>
  improver.set({ base_url: chat.baseUrl, api_key: key, model: 'chat-1', ...changes });
const improve = (changes = {}) => improver.improve('me', { prompt: 'a fox', ...changes });

describe('setting it up', () => {
  test('shows what was entered, and of the key no more than its end', async () => {
    expect(await improver.get()).toMatchObject({ is_set_up: false, base_url: null, key: null });
    const shown = await setUp({ base_url: `${chat.origin}/v1/chat/completions` });
    expect(shown).toEqual({
      object: 'prompt_improver',
      is_set_up: true,
      base_url: chat.baseUrl,
      model: 'chat-1',
      key: { last_four: '0123', is_readable: true },
      instruction: defaultInstruction,
      is_instruction_edited: false,
    });
    for (const file of await readdir(folder))
      expect((await readFile(path.join(folder, file))).includes(key)).toBe(false);
  });

  test('keeps the key at its origin, and gives it to no other', async () => {
    await setUp();
    await setUp({ api_key: undefined, model: 'chat-2', base_url: `${chat.origin}/other` });
    await improve();
    expect(chat.state.asked[0]).toMatchObject({
      url: '/other/chat/completions',
      headers: { authorization: `Bearer ${key}` },
      body: { model: 'chat-2' },
    });
    const elsewhere = { base_url: 'https://elsewhere.example/v1', model: 'x' };
    await expect(improver.set(elsewhere)).rejects.toMatchObject({ param: 'api_key' });
    expect(await improver.set({ ...elsewhere, api_key: null })).toMatchObject({ key: null });
  });

  test.each([
    [{ base_url: 'ftp://x' }, 'base_url'],
    [{ base_url: 'http://me:secret@x/v1' }, 'base_url'],
    [{ model: ' ' }, 'model'],
    [{ api_key: 'two words' }, 'api_key'],
    [{ instruction: '' }, 'instruction'],
    [{ temperature: 1 }, 'temperature'],
  ])('names what is wrong in %j', async (changes, param) => {
    await expect(setUp(changes)).rejects.toMatchObject({ code: 'invalid_request', param });
    expect((await improver.get()).is_set_up).toBe(false);
  });

  test('is undone by forgetting it', async () => {
    await setUp();
    expect(await improver.remove()).toMatchObject({ is_set_up: false, key: null });
    await expect(improve()).rejects.toMatchObject({ code: 'unsupported' });
    expect(taken).toEqual([]);
  });
});

describe('asking it', () => {
  test('sends the prompt, what is known of the wish, and the instruction, once, and counts it', async () => {
    await setUp({ instruction: 'Be brief.' });
    const wish = { has_first_frame: true, model: 'sora-2', language: 'zh' };
    expect(await improve(wish)).toBe('Better.');
    const [asked, ...others] = chat.state.asked;
    expect(others).toEqual([]);
    expect(asked?.body).toEqual({
      model: 'chat-1',
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content:
            'Video model: sora-2\nThe video begins with a first frame that is given.\nWrite in this language: zh\nPrompt:\na fox',
        },
      ],
    });
    expect(taken).toEqual([['me', 1]]);
  });

  test.each([{ prompt: '' }, { prompt: 7 }, { prompt: 'x'.repeat(32_001) }, { language: 'English, please' }])(
    'asks nothing for %j',
    async (changes) => {
      await setUp();
      await expect(improve(changes)).rejects.toMatchObject({ code: 'invalid_request' });
      expect([chat.state.asked, taken]).toEqual([[], []]);
    },
  );

  test('says when the key is of another machine', async () => {
    await setUp();
    const database = await openDatabase(folder);
    const secrets = { ...(await openSecretBox(folder)), open: () => null };
    const other = openImprover({ database, secrets, now: () => 1, allowance: { take: async () => {} } });
    await expect(other.improve('me', { prompt: 'x' })).rejects.toMatchObject({ code: 'unavailable' });
    expect((await other.get()).key).toEqual({ last_four: '0123', is_readable: false });
  });
});

const page = '<!doctype html><title>Welcome</title><script>alert(1)</script>';
const status =
  (code: number, body: string, headers = {}): Listener =>
  (response) =>
    response.writeHead(code, headers).end(body);

describe('an endpoint that does not answer as it should', () => {
  test.each([
    ['a page', status(200, page), 'provider_error', /as a chat endpoint does/],
    ['no JSON', status(200, '{'), 'provider_error', /as a chat endpoint does/],
    ['nothing', status(200, ''), 'provider_error', /as a chat endpoint does/],
    ['no choices', status(200, '{"choices":[]}'), 'provider_error', /as a chat endpoint does/],
    ['no words', say('  \n '), 'provider_error', /no words/],
    ['a number', say(7), 'provider_error', /as a chat endpoint does/],
    ['5 MB', say('x'.repeat(5_000_000)), 'provider_error', /longer than 1048576 bytes/],
    ['too many words', say('x'.repeat(40_000)), 'provider_error', /more than a prompt can hold/],
    ['a redirect', status(307, '', { location: 'http://127.0.0.1:1/' }), 'provider_error', /307, a redirect/],
    ['401', status(401, '{"error":{"message":"Who?"}}'), 'provider_auth', /^Who\?$/],
    ['402', status(402, '{}'), 'provider_credit', /402/],
    ['404', status(404, page), 'provider_not_found', /404/],
    [
      'an error in a 200',
      status(200, '{"error":{"code":429,"message":"Later."}}'),
      'provider_rate_limit',
      /Later/,
    ],
    ['500', status(500, 'no'), 'provider_error', /500/],
    ['a cut', (response: ServerResponse) => response.destroy(), 'provider_error', /may have been charged/],
  ] as const)('%s: is said in words, and asked once', async (_name, answer, code, message) => {
    await setUp();
    chat.state.answer = answer;
    const failure = await improve().catch((error: Error) => error);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(chat.state.asked).toHaveLength(1);
  });

  test('429 says when to come back', async () => {
    await setUp();
    chat.state.answer = status(429, '{}', { 'retry-after': '7' });
    await expect(improve()).rejects.toMatchObject({ code: 'provider_rate_limit', retryAfterMs: 7_000 });
  });

  test('one that never answers is waited for so long and no longer', async () => {
    chat.state.answer = () => {};
    const endpoint = { baseUrl: chat.baseUrl, apiKey: null, model: 'm', instruction: 'x' };
    const wish = { prompt: 'x', has_first_frame: false };
    await expect(askImprover(endpoint, wish, 50)).rejects.toMatchObject({
      code: 'provider_error',
      message: expect.stringMatching(/No answer within .* It may have been charged\./),
    });
  });

  test('one that drips is cut off at the same time', async () => {
    chat.state.answer = (response) => void response.writeHead(200).write('{"choices":');
    const endpoint = { baseUrl: chat.baseUrl, apiKey: null, model: 'm', instruction: 'x' };
    await expect(askImprover(endpoint, { prompt: 'x', has_first_frame: false }, 50)).rejects.toMatchObject({
      code: 'provider_error',
    });
  });

  test('one that is not there was sent nothing', async () => {
    const endpoint = { baseUrl: 'http://127.0.0.1:1/v1', apiKey: null, model: 'm', instruction: 'x' };
    await expect(askImprover(endpoint, { prompt: 'x', has_first_frame: false })).rejects.toMatchObject({
      code: 'network',
    });
  });

  test('one that repeats the key tells nobody', async () => {
    await setUp();
    chat.state.answer = (response, { headers }) =>
      say(`Use ${headers.authorization}`)(response, chat.state.asked[0] as Asked);
    expect(await improve()).not.toContain(key);
    chat.state.answer = status(
      400,
      JSON.stringify({ error: { message: `The key ${key} is wrong.`, param: key } }),
    );
    const failure = await improve().catch((error: Error) => error);
    expect(JSON.stringify(failure) + (failure as Error).message).not.toContain(key);
  });
});

test.each([
  ['A fox.', 'A fox.'],
  ['  "A fox."  ', 'A fox.'],
  ['“A fox.”', 'A fox.'],
  ['「狐狸」', '狐狸'],
  ['"A" and "B"', '"A" and "B"'],
  ['```text\nA fox.\n```', 'A fox.'],
  ['<think>\nHm, a fox.\n</think>\nA fox.', 'A fox.'],
  ['one\r\ntwo\tthree', 'one\ntwo\tthree'],
  ['a\u0000b\u0007c\u001b[31m', 'abc[31m'],
  ['up\u202egnp.exe\u2066', 'upgnp.exe'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['half \ud83d', 'half \ufffd'],
  ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
])('%j is read as %j', (content, prompt) => {
  expect(readCompletion(completion(content))).toBe(prompt);
});

test('words in parts are put together', () => {
  const parts = [{ type: 'text', text: 'A ' }, { type: 'image' }, { type: 'text', text: 'fox.' }];
  expect(readCompletion(completion(parts))).toBe('A fox.');
});
