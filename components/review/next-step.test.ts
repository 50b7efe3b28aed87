import { expect, test } from 'vitest';
import { nextStep } from './next-step';

test.each([
  ['provider_error', true, 'ask-again'],
  ['provider_error', false, 'retry'],
  ['provider_auth', false, 'providers'],
  ['moderation_blocked', true, 'change'],
  ['cancelled', false, 'retry'],
  // It may have been paid for: a person looks first, and sends again with a warning.
  ['submit_unconfirmed', false, 'look'],
] as const)('after %s, with an id %s: %s', (code, canAskAgain, step) => {
  expect(nextStep(code, canAskAgain)).toBe(step);
});
