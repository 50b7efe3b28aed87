import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { malformedBodies } from './malformed-bodies';
import { expect, type Studio, test } from './studio';

/** What comes back for some bytes after which nothing more is sent; nothing where the connection is just closed. */
async function exchange(url: string, bytes: Buffer): Promise<{ status: number; body: string } | null> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), allowHalfOpen: true });
  // The studio may close before it has read all that it has refused.
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
  });
  const closed = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve));
  socket.once('end', () => socket.destroy());
  socket.end(bytes);
  await closed;
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? Number.NaN);
  return Number.isNaN(status) ? null : { status, body };
}

/** Kilobytes that the studio's process has in memory; nothing where the system does not say. */
function residentKilobytes(studio: Studio): number | null {
  const file = `/proc/${studio.pid()}/status`;
  return existsSync(file) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) : null;
}

test('S23: five hundred malformed bodies are refused one by one, and the studio is as it was', async ({
  freshStudio,
}) => {
  const { url } = freshStudio;
  const create = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return fetch(`${url}/v1/videos`, { method: 'POST', body });
  };
  const made = await create({ prompt: 'before', seconds: '1' });
  expect(made.status).toBe(200);
  let residentBefore: number | null = null;
  const bodies = malformedBodies(500, 23);
  for (const [index, { name, bytes, isBrokenHttp }] of bodies.entries()) {
    // The first fifty warm it up.
    if (index === 50) residentBefore = residentKilobytes(freshStudio);
    const answer = await exchange(url, bytes);
    if (!answer) {
      expect(isBrokenHttp, `${name} is not answered`).toBe(true);
    } else {
      expect(answer.status, `${name}: ${answer.body}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${name}: ${answer.body}`).toBeLessThan(500);
      if (!isBrokenHttp || answer.body !== '') {
        expect(JSON.parse(answer.body).error, name).toMatchObject({
          message: expect.any(String),
          type: 'invalid_request_error',
          code: expect.stringMatching(/^[a-z_]+$/),
        });
      }
    }
    // The next good request is read to its end and understood: it is refused for what it asks.
    const next = await create({ prompt: 'next', provider: 'nobody' });
    expect([next.status, (await next.json()).error.param], `after ${name}`).toEqual([400, 'provider']);
  }
  const after = await create({ prompt: 'after', seconds: '1' });
  expect(after.status).toBe(200);
  const list = (await (await fetch(`${url}/v1/videos`)).json()) as { data: { prompt: string }[] };
  expect(list.data.map(({ prompt }) => prompt)).toEqual(['after', 'before']);
  const resident = residentKilobytes(freshStudio);
  if (resident !== null && residentBefore !== null)
    expect(resident - residentBefore).toBeLessThan(256 * 1024);
  const uploads = () =>
    readdirSync(path.join(freshStudio.dataFolder, 'tmp')).filter((name) => /upload|image/.test(name));
  await expect.poll(uploads).toEqual([]);
  expect(freshStudio.logs()).not.toMatch(/a request failed|unhandled|uncaught/i);
});
