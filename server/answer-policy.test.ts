import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { applyPolicy } from './answer-policy.mjs';
import { ask, listen } from './test-server';

const listenWithPolicy = (answer: RequestListener, isDev = false) =>
  listen((request, response) => {
    applyPolicy(request, response, { isDev });
    answer(request, response);
  });

test('a page runs the scripts of its nonce, which is another each time, and is told to Next', async () => {
  const port = await listenWithPolicy((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(request.headers['content-security-policy']);
  });
  const [one, other] = [await ask(port), await ask(port)];
  expect(one.headers['content-security-policy']).toBe(one.body);
  expect(one.body).toMatch(/script-src 'nonce-[\w+/]{22}==' 'strict-dynamic';/);
  expect(one.body).not.toBe(other.body);
  expect(one.headers['cache-control']).toBe('private, no-store');
  expect(one.body).not.toMatch(/unsafe-eval|ws:/);
});

test('whatever is no page does nothing, unless it says itself what it may', async () => {
  const port = await listenWithPolicy((request, response) => {
    if (request.method === 'POST')
      response.writeHead(200, { 'content-security-policy': "sandbox; default-src 'none'" }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const plain = await ask(port);
  expect(plain.headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  const own = await ask(port, 'POST');
  expect(own.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
});

test('a script of ours may load others of ours, as a worker has to, and nothing else may', async () => {
  const port = await listenWithPolicy((request, response) => {
    const isScript = request.url?.endsWith('.js');
    response.setHeader('content-type', isScript ? 'application/javascript; charset=UTF-8' : 'text/css').end();
  });
  const policyOf = async (path: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).headers.get('content-security-policy');
  const inert = "default-src 'none'; frame-ancestors 'none'";
  expect(await policyOf('/_next/static/chunks/a.js')).toBe(`${inert}; script-src 'self'`);
  expect(await policyOf('/_next/static/chunks/a.css')).toBe(inert);
  expect(await policyOf('/api/references/a.js')).toBe(inert);
});

test('hot reloading may evaluate, and only there', async () => {
  const port = await listenWithPolicy((_request, response) => {
    response.setHeader('content-type', 'text/html').end();
  }, true);
  expect((await ask(port)).headers['content-security-policy']).toMatch(/'unsafe-eval'.*ws:/);
});
