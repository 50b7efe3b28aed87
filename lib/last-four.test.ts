import { expect, test } from 'vitest';
import { lastFourOf } from './last-four';

test('nothing is shown of a key so short that four characters would give it away', () => {
  expect(lastFourOf('sk-12345678901')).toBe('8901');
  expect(lastFourOf('sk-123')).toBe('');
});
