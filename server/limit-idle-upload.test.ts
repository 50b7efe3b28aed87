import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { isTooSlow, limitIdleUpload } from './limit-idle-upload.mjs';
import { ask, listen } from './test-server';

const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n';

describe('S23: an upload', () => {
  test('that stands still is given up with an answer', async () => {
    const port = await listen((request, response) => {
      limitIdleUpload(request, response, 50);
      request.resume();
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(`${head}abc`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      error: { type: 'invalid_request_error', code: 'invalid_request', param: null },
    });
    if (!socket.destroyed) await once(socket, 'close');
  });

  test('of which a byte comes now and then is given up as well', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<number>();
    const port = await listen((request, response) => {
      limitIdleUpload(request, response, 200);
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      request.once('close', () => resolve(bytes));
    });
    const socket = connect(port, '127.0.0.1').resume();
    socket.on('error', () => {});
    socket.write(head);
    // Never still for as long as a stretch lasts.
    const trickle = setInterval(() => socket.write('x'), 20);
    expect(await gone).toBeLessThan(900);
    clearInterval(trickle);
    socket.destroy();
  });

  test.each([
    ['nothing in 30 s', { bytes: 0 }, true],
    ['a byte every 20 s', { bytes: 2 }, true],
    ['what a slow phone brings, 20 MB in three hours', { bytes: 58_000 }, false],
    ['nothing, while we do not read', { bytes: 0, isHeldUp: true }, false],
  ])('is judged by what came: %s', (_name, stretch, isGivenUp) => {
    expect(isTooSlow({ stretchMs: 30_000, isHeldUp: false, ...stretch })).toBe(isGivenUp);
  });

  test('that is whole may wait for its answer', async () => {
    const { promise: answered, resolve: answerNow } = Promise.withResolvers<void>();
    const port = await listen(async (request, response) => {
      limitIdleUpload(request, response, 20);
      await text(request);
      await answered;
      response.end('done');
    });
    const asked = ask(port, 'POST', 'abc');
    // Several stretches go by without a byte.
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
      if (ticks === 8) answerNow();
    }, 20);
    expect((await asked).body).toBe('done');
    clearInterval(ticking);
  });

  test('without a body is never timed', async () => {
    const { promise: answered, resolve: answerNow } = Promise.withResolvers<void>();
    const port = await listen(async (request, response) => {
      limitIdleUpload(request, response, 1);
      setTimeout(answerNow, 30);
      await answered;
      response.end('done');
    });
    expect((await ask(port)).body).toBe('done');
  });
});
