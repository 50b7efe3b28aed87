import { expect, test } from 'vitest';
import { ApiError } from '@/lib/client/api';
import { fieldOfError } from './field-of-error';

test.each([
  { param: 'base_url', field: 'base_url' },
  { param: 'dialect.create.fields[0].name', field: 'dialect' },
  { param: 'models[2]', field: 'models' },
  { param: 'prompt', field: null },
  { param: null, field: null },
])('an error about $param belongs to $field', ({ param, field }) => {
  const error = new ApiError('No.', { code: 'invalid_request', param, status: 400 });
  expect(fieldOfError(error)).toBe(field);
});
