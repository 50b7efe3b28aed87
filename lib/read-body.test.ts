import { expect, test } from 'vitest';
import { readWhole } from './read-body';

/** A request whose body ends in a fault after some pieces, or never by itself. */
function requestOf(pieces: number, end: 'close' | 'break' | 'never'): Request {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ < pieces || end === 'never') return controller.enqueue(new Uint8Array(1_000));
      if (end === 'close') return controller.close();
      controller.error(new Error('aborted'));
    },
  });
  return new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit);
}

test('a body is read to its end', async () => {
  expect((await readWhole(requestOf(3, 'close'), 4_000)).length).toBe(3_000);
  expect((await readWhole(new Request('http://x/'), 4_000)).length).toBe(0);
});

test('one that is cut off is the caller’s fault, and none of ours', async () => {
  await expect(readWhole(requestOf(3, 'break'), 4_000)).rejects.toMatchObject({
    code: 'invalid_request',
    message: 'The body was cut off.',
  });
});

test.each([
  [4_000, 'The body is larger than 4 kB.'],
  [32 * 1024 * 1024, 'The body is larger than 32 MB.'],
])('one without end is read up to %i bytes', async (maximumBytes, message) => {
  const refused = readWhole(requestOf(0, 'never'), maximumBytes);
  await expect(refused).rejects.toMatchObject({ code: 'too_large', message });
});
