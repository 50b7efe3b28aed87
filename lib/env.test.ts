import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from './env';

const read = (variables: Record<string, string>) =>
  readEnvironment(variables as unknown as NodeJS.ProcessEnv);

async function providersFile(content: unknown): Promise<string> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'firstframe-env-')), 'providers.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('readEnvironment', () => {
  test('needs nothing', () => {
    expect(read({})).toEqual({
      dataFolder: path.resolve('data'),
      providers: [],
      logLevel: 'warn',
      accessToken: null,
      // As many as a batch may have.
      createsPerMinute: 500,
      dailyLimit: null,
      webhookOrigins: [],
    });
    expect(read({ OPENAI_BASE_URL: '', FIRSTFRAME_DATA: ' ', FIRSTFRAME_LOG: '' }).providers).toEqual([]);
  });

  test('connects one provider by the two names that SDKs know', () => {
    const { providers } = read({ OPENAI_BASE_URL: 'https://x.example/v1', OPENAI_API_KEY: 'sk-1' });
    expect(providers).toEqual([
      {
        id: 'openai',
        label: 'x.example',
        baseUrl: 'https://x.example/v1',
        apiKey: 'sk-1',
        dialect: 'openai',
        models: null,
      },
    ]);
  });

  test.each([
    ['5 USD', { amount: 5, currency: 'USD', videos: null, unpriced: 'pass' }],
    ['20 videos', { amount: null, currency: null, videos: 20, unpriced: 'pass' }],
    ['2.5 EUR, 0 videos', { amount: 2.5, currency: 'EUR', videos: 0, unpriced: 'pass' }],
    ['5 USD, known prices only', { amount: 5, currency: 'USD', videos: null, unpriced: 'stop' }],
  ])('takes %s as a daily limit', (text, limit) => {
    expect(read({ FIRSTFRAME_DAILY_LIMIT: text }).dailyLimit).toEqual(limit);
  });

  test.each(['5', '5 usd', '5 USD, 5 EUR', '1.5 videos', '-5 USD', '5 USD,', 'USD 5', 'known prices only'])(
    'refuses %s as one, naming the variable',
    (text) => {
      expect(() => read({ FIRSTFRAME_DAILY_LIMIT: text })).toThrow(
        /^FIRSTFRAME_DAILY_LIMIT: must be such as/,
      );
    },
  );

  test('is not stopped by a key that is there for another program', () => {
    expect(read({ OPENAI_API_KEY: 'sk-1' }).providers).toEqual([]);
  });

  test('connects several by a file, their keys by the names of variables', async () => {
    const FIRSTFRAME_PROVIDERS = await providersFile({
      providers: [
        {
          id: 'relay',
          label: 'Relay',
          baseUrl: 'https://relay.example/v1',
          apiKeyEnv: 'RELAY_KEY',
          dialect: 'relay-sora',
          models: ['a'],
        },
        { id: 'local', baseUrl: 'http://127.0.0.1:8000' },
      ],
    });
    expect(read({ FIRSTFRAME_PROVIDERS, RELAY_KEY: 'sk-2' }).providers).toEqual([
      {
        id: 'relay',
        label: 'Relay',
        baseUrl: 'https://relay.example/v1',
        apiKey: 'sk-2',
        dialect: 'relay-sora',
        models: ['a'],
      },
      {
        id: 'local',
        label: '127.0.0.1:8000',
        baseUrl: 'http://127.0.0.1:8000',
        apiKey: null,
        dialect: 'openai',
        models: null,
      },
    ]);
  });

  test('takes a whole dialect from the file, to be read where dialects are known', async () => {
    const dialect = { id: 'twelfth', label: 'Twelfth' };
    const FIRSTFRAME_PROVIDERS = await providersFile({
      providers: [{ id: 'own', baseUrl: 'https://x.example', dialect }],
    });
    expect(read({ FIRSTFRAME_PROVIDERS }).providers).toMatchObject([{ id: 'own', dialect }]);
  });

  test.each([
    [{ OPENAI_BASE_URL: 'https://user:sk-written-here@x.example' }, /^OPENAI_BASE_URL: must not hold a user/],
    [{ OPENAI_BASE_URL: 'x.example' }, /^OPENAI_BASE_URL: must be an http or https URL/],
    [{ OPENAI_BASE_URL: 'ftp://x.example' }, /^OPENAI_BASE_URL: /],
    [{ FIRSTFRAME_LOG: 'loud' }, /^FIRSTFRAME_LOG: /],
    [{ FIRSTFRAME_PROVIDERS: 'no/such/file.json' }, /^FIRSTFRAME_PROVIDERS: .* cannot be read/],
  ])('names the variable that is wrong: %j', (variables, words) => {
    expect(() => read(variables as Record<string, string>)).toThrow(words);
  });

  test.each([
    ['{', /is not JSON/],
    [{ providers: [{ id: 'A B', baseUrl: 'https://x.example' }] }, /providers\.0\.id/],
    [{ providers: [{ id: 'a', baseUrl: 'https://x.example', apiKey: 'sk-written-here' }] }, /providers\.0/],
    [
      { providers: [{ id: 'a', baseUrl: 'https://x.example', apiKeyEnv: 'NOWHERE' }] },
      /NOWHERE, which is not set/,
    ],
    [
      { providers: [{ id: 'a', baseUrl: 'https://sk-written-here@x.example' }] },
      /providers\.0\.baseUrl.*user/,
    ],
    [{ providers: [{ id: 'demo', baseUrl: 'https://x.example' }] }, /the id "demo" is taken/],
    [
      {
        providers: [
          { id: 'a', baseUrl: 'https://x.example' },
          { id: 'a', baseUrl: 'https://y.example' },
        ],
      },
      /the id "a" is taken/,
    ],
  ])('refuses a file that is not right, and never repeats a key: %j', async (content, words) => {
    const FIRSTFRAME_PROVIDERS = await providersFile(content);
    expect(() => read({ FIRSTFRAME_PROVIDERS })).toThrow(words);
    expect(() => read({ FIRSTFRAME_PROVIDERS })).not.toThrow(/sk-written-here/);
  });

  test('takes origins of receivers that may be private, in one spelling', () => {
    const origins = ' http://127.0.0.1:9000/, HTTPS://Hooks.LAN:443 ,';
    expect(read({ FIRSTFRAME_WEBHOOK_ORIGINS: origins }).webhookOrigins).toEqual([
      'http://127.0.0.1:9000',
      'https://hooks.lan',
    ]);
  });

  test.each(['hooks.lan', 'http://hooks.lan/path', 'ftp://hooks.lan', 'http://a:b@hooks.lan', '*'])(
    'names the variable for an origin such as %s',
    (origin) => {
      expect(() => read({ FIRSTFRAME_WEBHOOK_ORIGINS: `http://127.0.0.1:9000,${origin}` })).toThrow(
        `FIRSTFRAME_WEBHOOK_ORIGINS: "${origin}" is not an origin such as http://192.168.1.20:8080.`,
      );
    },
  );
});
