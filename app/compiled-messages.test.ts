import { expect, test } from 'vitest';
import { compiledMessages } from './compiled-messages';

function prototypesIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return [Object.getPrototypeOf(value), ...Object.values(value).flatMap(prototypesIn)];
}

test('compiled messages are made of plain objects, which React can pass to the browser', () => {
  for (const prototype of new Set(prototypesIn(compiledMessages))) {
    expect([Object.prototype, Array.prototype]).toContain(prototype);
  }
});

test('a plain message stays the string it is, and one with an argument is read', () => {
  expect(compiledMessages.en).toMatchObject({ shell: { title: 'Firstframe' }, common: { undo: 'Undo' } });
  expect(compiledMessages.zh).toMatchObject({ common: { secondsShort: [['seconds'], ' 秒'] } });
});
