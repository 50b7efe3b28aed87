import { expect, test } from 'vitest';
import { ApiError } from '@/lib/client/api';
import { fieldOfError } from './field-of-error';

const about = (param: string | null) =>
  fieldOfError(new ApiError('No.', { code: 'invalid_request', param, status: 400 }));

test.each([
  ['prompt', 'prompt'],
  ['duration', 'seconds'],
  ['input_reference', 'firstFrame'],
  ['input_reference[image_url]', 'firstFrame'],
  ['provider', 'model'],
])('an error about %s is shown at %s', (param, field) => {
  expect(about(param)).toBe(field);
});

test.each([null, '', 'user', 'constructor'])('an error about %s is shown at no part', (param) => {
  expect(about(param)).toBeNull();
});

test('no error, no part', () => {
  expect(fieldOfError(null)).toBeNull();
});
