import { expect, test } from 'vitest';
import { nextStep } from './next-step';

test.each([
  ['provider_error', true, false, 'ask-again'],
  ['provider_error', false, false, 'retry'],
  ['provider_error', true, true, 'change'],
  ['network', true, true, 'ask-again'],
  ['provider_auth', false, false, 'providers'],
  ['moderation_blocked', true, false, 'change'],
  ['cancelled', false, false, 'retry'],
  // It may have been paid for: a person looks first, and sends again with a warning.
  ['submit_unconfirmed', false, false, 'look'],
] as const)('after %s, with an id %s, with a field %s: %s', (code, canAskAgain, isFieldKnown, step) => {
  expect(nextStep(code, { canAskAgain, isFieldKnown })).toBe(step);
});
