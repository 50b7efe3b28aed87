import { expect, test } from 'vitest';
import { preferredLanguage } from './language';

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['de-DE,zh;q=0.2,en;q=0.1', 'zh'],
  ['fr', 'en'],
  ['', 'en'],
  [null, 'en'],
])('%j asks for %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
