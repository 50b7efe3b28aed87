import { expect, test } from 'vitest';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';
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

function leaves(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? `${path}${key}` : leaves(value, `${path}${key}.`),
  );
}

function placeholders(messages: object): Record<string, string[]> {
  const find = (path: string) => path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], messages);
  return Object.fromEntries(
    leaves(messages).map((path) => [path, [...String(find(path)).matchAll(/\{(\w+)|<(\w+)>/g)].map(([sign]) => sign).sort()]),
  );
}

test('both languages say the same things with the same values in them', () => {
  expect(placeholders(zh)).toEqual(placeholders(en));
});
