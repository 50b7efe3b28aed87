import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';

const servers: Server[] = [];
const seen: { server: string; what: string }[] = [];

async function serve(name: string): Promise<string> {
  const server = createServer((request, response) => {
    seen.push({ server: name, what: `${request.method} ${request.url} ${JSON.stringify(request.headers)}` });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[],"id":"up_1"}');
  });
  server.on('connect', ({ url }, socket) => {
    seen.push({ server: name, what: `CONNECT ${url}` });
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Lets plain Node read the files of the studio as they are. */
const hooks = `
  import { registerHooks } from 'node:module';
  import { pathToFileURL } from 'node:url';
  const root = pathToFileURL(process.cwd() + '/').href;
  registerHooks({
    resolve(name, context, next) {
      if (name === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true };
      const path = name.startsWith('@/') ? new URL(name.slice(2), root).href : name;
      const isOurs = path !== name || (path.startsWith('./') && !context.parentURL?.includes('node_modules'));
      return next(isOurs && !/\\.[a-z]+$/.test(path) ? path + '.ts' : path, context);
    },
  });`;

/** Asks a provider for its models, pays for a video, and then asks without the studio, to see that the proxy is one. */
const program = `
  const { openProvider } = await import('@/lib/providers/provider.ts');
  const { openaiDialect: dialect } = await import('@/lib/providers/dialects/openai.ts');
  const [, baseUrl] = process.argv;
  const provider = openProvider({
    id: 'p', label: 'P', dialect, baseUrl, apiKey: 'sk-canary-key', isDemo: false, models: null });
  await provider.listModels();
  await provider.submit(await provider.encode({ model: 'm', prompt: 'a boat', images: [] }));
  await provider.close();
  await fetch('http://control.invalid/', { signal: AbortSignal.timeout(5000) }).catch(() => {});
  process.exit();`;

test('S4: a proxy in the environment is told nothing, and the key goes to its own origin alone', async () => {
  const own = await serve('own');
  const proxy = await serve('proxy');
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  const hook = `data:text/javascript,${encodeURIComponent(hooks)}`;
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--experimental-strip-types',
      '--import',
      hook,
      '--input-type=module',
      '-e',
      program,
      own,
    ],
    {
      env: {
        ...Object.fromEntries(names.map((name) => [name, proxy])),
        NO_PROXY: '',
        NODE_USE_ENV_PROXY: '1',
        OPENAI_BASE_URL: proxy,
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'test',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const [trouble] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(trouble).toBe('');
  expect(
    seen.filter(({ server }) => server === 'own').map(({ what }) => what.includes('sk-canary-key')),
  ).toEqual([true, true]);
  const told = seen.filter(({ server }) => server === 'proxy').map(({ what }) => what);
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((what) => !what.includes('control.invalid') || what.includes('sk-canary-key'))).toEqual(
    [],
  );
});
