import { expect, test } from 'vitest';
import { readFields } from '@/lib/read-fields';
import { connectSchema } from './provider-request';

const base_url = 'https://x.example';

test('takes a body without the spaces that pasting leaves', () => {
  const body = { base_url, label: ' Relay ', api_key: ' sk-1234\n', models: [' a '] };
  expect(readFields(connectSchema, body)).toEqual({
    base_url,
    label: 'Relay',
    api_key: 'sk-1234',
    models: ['a'],
  });
});

test.each([
  [{}, 'base_url', 'base_url is required.'],
  [{ base_url: 7 }, 'base_url', 'base_url must be text.'],
  [{ base_url: 'x.example' }, 'base_url', 'base_url must be an http or https URL.'],
  [{ base_url: 'ftp://x.example' }, 'base_url', 'base_url must be an http or https URL.'],
  [
    { base_url: 'https://u:sk-canary@x.example' },
    'base_url',
    'base_url must not hold a user name or a password.',
  ],
  [{ base_url, api_key: 'sk-canary\r\nx: y' }, 'api_key', /no header can carry/],
  [{ base_url, api_key: 'sk-canary\u0000' }, 'api_key', /no header can carry/],
  [{ base_url, api_key: 'sk-canary 鍵' }, 'api_key', /no header can carry/],
  [{ base_url, api_key: 7 }, 'api_key', 'api_key must be text.'],
  [{ base_url, apiKey: 'sk-canary' }, 'apiKey', 'apiKey is not a field of this request.'],
  [{ base_url, label: ' ' }, 'label', 'label must not be empty.'],
  [{ base_url, models: [] }, 'models', 'models must name a model, or be null.'],
  [{ base_url, models: [''] }, 'models[0]', 'models[0] must not be empty.'],
  [{ base_url, dialect: [] }, 'dialect', 'dialect must be an object.'],
  [null, null, 'The body must be a JSON object.'],
  [[], null, 'The body must be a JSON object.'],
  ['sk-canary', null, 'The body must be a JSON object.'],
])('refuses %j and never repeats what was sent', (body, param, message) => {
  let error: unknown;
  try {
    readFields(connectSchema, body);
  } catch (thrown) {
    error = thrown;
  }
  const words = typeof message === 'string' ? message : expect.stringMatching(message);
  expect(error).toMatchObject({ code: 'invalid_request', param, message: words });
  expect(String(error)).not.toContain('canary');
});
