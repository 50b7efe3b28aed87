import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { limitIdleUpload } from './limit-idle-upload.mjs';
import { ask, listen } from './test-server';

describe('an upload', () => {
  test('that stands still is given up', async () => {
    const port = await listen((request) => {
      limitIdleUpload(request, 50);
      request.resume();
    });
    const socket = connect(port, '127.0.0.1').resume();
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc');
    await once(socket, 'close');
  });

  test('that is whole may wait for its answer', async () => {
    const port = await listen(async (request, response) => {
      limitIdleUpload(request, 50);
      await text(request);
      expect(request.socket.timeout).toBe(0);
      response.end('done');
    });
    expect((await ask(port, 'POST', 'abc')).body).toBe('done');
  });

  test('without a body is never timed', async () => {
    const port = await listen((request, response) => {
      limitIdleUpload(request, 50);
      response.end(String(request.socket.timeout ?? 'none'));
    });
    expect((await ask(port)).body).toBe('none');
  });
});
