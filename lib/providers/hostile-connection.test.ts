import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Dialect } from './dialect';
import { openaiDialect } from './dialects/openai';
import { openProvider } from './provider';

/** Servers that break HTTP itself, byte by byte. */

type Answer = (socket: Socket) => void;

const ok = '{"id":"up_1","status":"queued","data":[{"id":"m"}]}';
const honest = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${ok.length}\r\n\r\n${ok}`;
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
/** 1 GB of zeros, twice over: what a few kilobytes can claim to be. */
const bomb = gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
const zeros = gzipSync(Buffer.alloc(300 * 1024 * 1024));
const megabyte = Buffer.alloc(1024 * 1024, '[');

let answer: Answer = () => {};
let server: Server;
const sockets = new Set<Socket>();
const rejections: unknown[] = [];
const keep = (reason: unknown) => rejections.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', keep);
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      if (/^(GET|POST|DELETE) /.test(String(bytes.subarray(0, 8)))) answer(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
});
afterAll(() => {
  process.off('unhandledRejection', keep);
  server.close();
});

const job = { upstreamId: 'up_1', operation: null };

const connect = (dialect: Dialect = openaiDialect) =>
  openProvider({
    id: 'p',
    label: 'P',
    dialect,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: 'sk-canary-key',
    isDemo: false,
    models: null,
  });

/** Holds the provider to work as ever once its server does. */
async function expectUsable(provider: ReturnType<typeof connect>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  answer = write(honest);
  const encoded = await provider.encode({ model: 'm', prompt: 'a boat', images: [] });
  expect(await provider.submit(encoded)).toMatchObject({ outcome: 'accepted', job: { id: 'up_1' } });
  expect(await provider.poll(job)).toMatchObject({ outcome: 'answered', job: { id: 'up_1' } });
  await provider.close();
  expect(rejections).toEqual([]);
}

/** Writes for as long as somebody reads. */
function pour(socket: Socket, start: string, piece: Buffer | string): void {
  socket.write(start);
  const more = () => {
    while (!socket.destroyed && socket.write(piece)) {
      // As long as it is taken.
    }
  };
  socket.on('drain', more);
  more();
}

const write =
  (text: string | Buffer): Answer =>
  (socket) =>
    void socket.end(text);
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');
const compressed = (coding: string, body: Buffer, status = '200 OK') =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-encoding: ${coding}\r\n`),
    Buffer.from(`connection: close\r\ncontent-length: ${body.length}\r\n\r\n`),
    body,
  ]);

const cases: [string, Answer][] = [
  ['pours an error without an end', (socket) => pour(socket, 'HTTP/1.1 400 Bad Request\r\n\r\n', megabyte)],
  ['sends them as an error', write(compressed('gzip', zeros, '500 No'))],
  ['sends a gzip in a gzip', write(compressed('gzip, gzip', bomb))],
  ['claims five codings', write(compressed('gzip, gzip, gzip, gzip, gzip, gzip', bomb))],
  ['calls plain text a gzip', write(compressed('gzip', Buffer.from(ok)))],
  ['calls a gzip Brotli', write(compressed('br', gzipSync(ok)))],
  ['cuts a gzip off', write(compressed('gzip', gzipSync(ok).subarray(0, 20)))],
  ['says less than it announced', write(`${head}content-length: 500\r\n\r\n${ok}`)],
  ['says more than it announced', write(`${head}content-length: 5\r\n\r\n${ok}`)],
  ['announces a length below zero', write(`${head}content-length: -5\r\n\r\n${ok}`)],
  ['announces a length that is no number', write(`${head}content-length: 0x10\r\n\r\n${ok}`)],
  ['announces two lengths', write(`${head}content-length: 5\r\ncontent-length: 51\r\n\r\n${ok}`)],
  [
    'announces a length and chunks',
    write(`${head}content-length: 51\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
  ],
  [
    'sends a chunk of no known length',
    write(`${head}transfer-encoding: chunked\r\n\r\nxyz\r\n${ok}\r\n0\r\n\r\n`),
  ],
  ['sends a chunk of 16 EB', write(`${head}transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n${ok}`)],
  [
    'sends trailers that name a key',
    write(
      `${head}trailer: x-key\r\ntransfer-encoding: chunked\r\n\r\n33\r\n${ok}\r\n0\r\nx-key: 1\r\nset-cookie: a=b\r\n\r\n`,
    ),
  ],
  [
    'pours trailers',
    (socket) => pour(socket, `${head}transfer-encoding: chunked\r\n\r\n0\r\n`, 'x: y\r\n'.repeat(10_000)),
  ],
  ['sends 20,000 headers', write(`${head}${many(20_000, (at) => `x-${at}: 1\r\n`)}\r\n${ok}`)],
  ['sends a header of 1 MB', write(`${head}x-long: ${'a'.repeat(1024 * 1024)}\r\n\r\n${ok}`)],
  ['pours headers', (socket) => pour(socket, head, 'x: y\r\n'.repeat(10_000))],
  ['pours one header', (socket) => pour(socket, `${head}x: `, 'a'.repeat(65_536))],
  ['breaks lines in a header', write(`${head}location: /a\rset-cookie: b=c\r\n\r\n${ok}`)],
  ['folds a header', write(`${head}x-id: a\r\n b: c\r\n\r\n${ok}`)],
  ['ends a header with a NUL', write(`${head}x-request-id: a\0b\r\n\r\n${ok}`)],
  ['names a header with a space', write(`${head}x y: 1\r\n\r\n${ok}`)],
  ['answers in no HTTP', write('SSH-2.0-OpenSSH_9.2\r\n')],
  ['answers in HTTP/0.9', write(ok)],
  ['answers in HTTP/9.9', write(honest.replace('HTTP/1.1', 'HTTP/9.9'))],
  ['answers with status 99', write(honest.replace('200 OK', '99 What'))],
  ['answers with status 1000', write(honest.replace('200 OK', '1000 What'))],
  ['answers with status 000', write(honest.replace('200 OK', '000 What'))],
  [
    'switches protocols',
    write('HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nabc'),
  ],
  ['has nothing to say, and says it', write(`HTTP/1.1 204 No Content\r\ncontent-length: 51\r\n\r\n${ok}`)],
  ['answers twice', write(`${honest}${honest.replace('up_1', 'up_2')}`)],
  ['hangs up', (socket) => void socket.destroy()],
  ['hangs up in the middle of a character', write(`${head}content-length: 90\r\n\r\n{"id":"\xf0\x9f`)],
];

/** Those of which all is read that anybody reads: a video may be in it. */
const heavy: [string, Answer][] = [
  [
    'claims 10 GB and pours JSON',
    (socket) => pour(socket, `${head}content-length: 10737418240\r\n\r\n`, megabyte),
  ],
  ['pours JSON without an end', (socket) => pour(socket, `${head}\r\n`, megabyte)],
  ['sends 300 MB of zeros in a gzip', write(compressed('gzip', zeros))],
];

/** Those that have no end at all, and of which nothing comes that could be counted. */
const endless: [string, Answer][] = [
  [
    'pours chunks without an end',
    (socket) => pour(socket, `${head}transfer-encoding: chunked\r\n\r\n`, '5\r\n[[[[[\r\n'.repeat(20_000)),
  ],
  [
    'pours extensions of a chunk',
    (socket) => pour(socket, `${head}transfer-encoding: chunked\r\n\r\n5;`, 'a'.repeat(65_536)),
  ],
  [
    'goes on for ever that it will',
    (socket) => pour(socket, '', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(2_000)),
  ],
];

const megabytes = () => process.memoryUsage().rss / 1024 / 1024;

describe('S22: a server that', () => {
  test.each(cases)('%s is survived, in bounded time and memory, by every question', async (_name, next) => {
    const provider = connect();
    const encoded = await provider.encode({ model: 'm', prompt: 'a boat', images: [] });
    const before = megabytes();
    const startedAt = performance.now();
    let posts = 0;
    answer = (socket) => {
      posts += 1;
      next(socket);
    };
    const submitted = await provider.submit(encoded);
    expect(['accepted', 'refused', 'unknown']).toContain(submitted.outcome);
    // Whatever comes of it, the one request that costs money went out once.
    expect(posts).toBe(1);
    const polled = await provider.poll(job);
    expect(['answered', 'gone', 'trouble']).toContain(polled.outcome);
    const others = [provider.listVideos(0), provider.listModels(), provider.deleteVideo(job)];
    for (const other of await Promise.allSettled(others))
      if (other.status === 'rejected') expect(other.reason).toBeInstanceOf(Error);
    const fetched = await provider.fetchResult(job);
    if (fetched.outcome === 'bytes') fetched.stream.destroy();
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(megabytes() - before).toBeLessThan(500);
    await expectUsable(provider);
  });

  test.each(heavy)('%s is left off at the limit, and nothing is sent again', async (_name, next) => {
    const provider = connect();
    const before = megabytes();
    let posts = 0;
    answer = (socket) => {
      posts += 1;
      next(socket);
    };
    const submitted = await provider.submit(
      await provider.encode({ model: 'm', prompt: 'a boat', images: [] }),
    );
    expect(submitted).toMatchObject({ outcome: 'unknown', message: expect.stringContaining('longer than') });
    expect(posts).toBe(1);
    await expect(provider.listModels()).rejects.toThrow('longer than');
    expect(megabytes() - before).toBeLessThan(1_000);
    await expectUsable(provider);
  });

  test.each(endless)('%s is left off at the deadline', async (_name, next) => {
    const deadlineMs = 500;
    const provider = connect({ ...openaiDialect, create: { ...openaiDialect.create, deadlineMs } });
    answer = next;
    const startedAt = performance.now();
    const submitted = await provider.submit(
      await provider.encode({ model: 'm', prompt: 'a boat', images: [] }),
    );
    expect(submitted).toMatchObject({ outcome: 'unknown' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await expectUsable(provider);
  });
});
