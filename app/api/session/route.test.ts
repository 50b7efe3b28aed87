import { expect, test } from 'vitest';
import { POST } from './route';

test('S24: whoever is not signed in has no more of a body kept in memory than a token needs', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_024;
      controller.enqueue(new Uint8Array(1_024).fill(0x20));
    },
  });
  const headers = { 'content-type': 'application/json' };
  const request = new Request('http://x/', { method: 'POST', body, duplex: 'half', headers } as RequestInit);
  const answer = await POST(request, {});
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(10 * 1_024);
});
