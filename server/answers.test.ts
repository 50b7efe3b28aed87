import { once } from 'node:events';
import { createServer, type RequestListener, type Server, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { restoreContentLength } from './content-length.mjs';
import { answerRefusal } from './guard.mjs';
import { limitIdleUpload } from './limit-idle-upload.mjs';

let server: Server;

async function listen(listener: RequestListener): Promise<number> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function ask(port: number, method = 'GET') {
  const request = send({ port, method, agent: false }).end();
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

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

test('a refusal is an error in the shape that SDKs read', async () => {
  const port = await listen((_request, response) => answerRefusal({ status: 421, message: 'No.' }, response));
  const { status, headers, body } = await ask(port);
  expect(status).toBe(421);
  expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  expect(JSON.parse(body)).toEqual({
    error: { message: 'No.', type: 'permission_error', param: null, code: 'forbidden' },
  });
});

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
    const request = send({ port, method: 'POST', agent: false }).end('abc');
    const [response] = await once(request, 'response');
    expect(await text(response)).toBe('done');
  });

  test('without a body is never timed', async () => {
    const port = await listen((request, response) => {
      limitIdleUpload(request, 50);
      response.end(String(request.socket.timeout ?? 'none'));
    });
    expect((await ask(port)).body).toBe('none');
  });
});
