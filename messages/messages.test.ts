import { expect, test } from 'vitest';
import en from './en.json';
import zh from './zh.json';

function leaves(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? `${path}${key}` : leaves(value, `${path}${key}.`),
  );
}

function placeholders(messages: object): Record<string, string[]> {
  const find = (path: string) =>
    path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], messages);
  return Object.fromEntries(
    leaves(messages).map((path) => [
      path,
      [...String(find(path)).matchAll(/\{\w+(?=[,}])|<\w+>/g)].map(([sign]) => sign).sort(),
    ]),
  );
}

test('both languages say the same things with the same values in them', () => {
  expect(placeholders(zh)).toEqual(placeholders(en));
});
