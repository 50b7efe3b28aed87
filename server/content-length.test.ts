import { describe, expect, test } from 'vitest';
import { restoreContentLength } from './content-length.mjs';
import { ask, listen } from './test-server';

describe('content length', () => {
  test.each([200, 206])('is restored on a streamed %i with an implicit head', async (status) => {
    const port = await listen((_request, response) => {
      restoreContentLength(response);
      response.statusCode = status;
      response.appendHeader('firstframe-content-length', '6');
      response.flushHeaders();
      response.write('abc');
      response.end('def');
    });
    const answer = await ask(port);
    expect(answer).toMatchObject({ status, body: 'abcdef', headers: { 'content-length': '6' } });
    expect(answer.headers).not.toHaveProperty('firstframe-content-length');
    expect(answer.headers).not.toHaveProperty('transfer-encoding');
  });

  test('is restored on HEAD, which has no body', async () => {
    const port = await listen((_request, response) => {
      restoreContentLength(response);
      response.setHeader('firstframe-content-length', '6');
      response.end();
    });
    expect(await ask(port, 'HEAD')).toMatchObject({ body: '', headers: { 'content-length': '6' } });
  });

  test('is restored under an explicit head, whose own headers stay', async () => {
    const port = await listen((_request, response) => {
      restoreContentLength(response);
      response.setHeader('firstframe-content-length', '2');
      response.writeHead(201, 'Made', { etag: '"x"' }).end('ok');
    });
    expect(await ask(port)).toMatchObject({ status: 201, headers: { 'content-length': '2', etag: '"x"' } });
  });

  test('is left to Node where the handler knew none', async () => {
    const port = await listen((_request, response) => {
      restoreContentLength(response);
      response.write('abc');
      response.end();
    });
    expect(await ask(port)).toMatchObject({ body: 'abc', headers: { 'transfer-encoding': 'chunked' } });
  });
});
