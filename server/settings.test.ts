import { expect, test } from 'vitest';
import { explainListenError, readSettings } from './settings.mjs';

test('listens at home unless told otherwise', () => {
  expect(readSettings({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    names: [],
    token: null,
  });
  expect(readSettings({ HOST: '', PORT: ' ', FIRSTFRAME_TOKEN: '' })).toEqual(readSettings({}));
});

test('takes what it is given', () => {
  expect(readSettings({ HOST: '[::1]', PORT: '0' })).toMatchObject({ host: '::1', port: 0 });
  expect(readSettings({ HOST: '0.0.0.0', PORT: '80', FIRSTFRAME_TOKEN: 'a-token-of-17-let' })).toEqual({
    host: '0.0.0.0',
    port: 80,
    names: [],
    token: 'a-token-of-17-let',
  });
  expect(readSettings({ FIRSTFRAME_HOSTS: ' Studio.Example, studio.lan,' }).names).toEqual([
    'studio.example',
    'studio.lan',
  ]);
});

test.each([
  [{ PORT: 'http' }, /^PORT: "http"/],
  [{ PORT: '65536' }, /^PORT: "65536"/],
  [{ PORT: '-1' }, /^PORT: /],
  [{ PORT: '3e3' }, /^PORT: /],
  [{ HOST: 'http://localhost' }, /^HOST: /],
  [{ FIRSTFRAME_TOKEN: 'short' }, /^FIRSTFRAME_TOKEN: is too short/],
  [{ FIRSTFRAME_TOKEN: 'ein-Schlüssel-mehr' }, /^FIRSTFRAME_TOKEN: /],
  [{ FIRSTFRAME_HOSTS: 'studio.example:3000' }, /^FIRSTFRAME_HOSTS: "studio\.example:3000"/],
  [{ FIRSTFRAME_HOSTS: 'https://studio.example' }, /^FIRSTFRAME_HOSTS: /],
  [{ FIRSTFRAME_HOSTS: '*' }, /^FIRSTFRAME_HOSTS: /],
  [{ HOST: '0.0.0.0' }, /^HOST: 0\.0\.0\.0 .*FIRSTFRAME_TOKEN/],
  [{ HOST: '::' }, /FIRSTFRAME_TOKEN/],
  [{ HOST: 'studio.local' }, /FIRSTFRAME_TOKEN/],
  [{ FIRSTFRAME_TOKEN: 'two words' }, /^FIRSTFRAME_TOKEN: /],
])('S9, S12: %o is refused by name', (variables, words) => {
  expect(() => readSettings(variables)).toThrow(words);
});

test.each([
  ['EADDRINUSE', /^PORT: 3000 is in use/],
  ['EACCES', /^PORT: 3000 needs rights/],
  ['ENOTFOUND', /^HOST: 127\.0\.0\.1 is not an address/],
  ['EMFILE', /^HOST, PORT: cannot listen/],
])('%s is said in words', (code, words) => {
  const error = Object.assign(new Error('listen'), { code });
  expect(explainListenError(error, readSettings({}))).toMatch(words);
});
