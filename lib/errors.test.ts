import { expect, test, vi } from 'vitest';
import { StudioError } from './errors';

test('an error that another copy of the class made is known, and nothing else is', async () => {
  vi.resetModules();
  const { StudioError: Copy } = await import('./errors');
  expect(Copy).not.toBe(StudioError);
  const error: unknown = new Copy('not_found', 'There is none.', { param: 'id' });
  expect(error instanceof StudioError && error.toBody()).toEqual({
    error: { message: 'There is none.', type: 'invalid_request_error', param: 'id', code: 'not_found' },
  });
  for (const other of [new Error('no'), { code: 'not_found' }, null, 'text']) {
    expect(other instanceof StudioError).toBe(false);
  }
});
