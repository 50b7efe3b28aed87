import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { type MalformedBody, malformedBodies } from './malformed-bodies';
import { expect, type Studio, startStudio, test } from './studio';

/**
 * What comes back for some bytes; nothing where the connection is just closed. A sender of broken HTTP leaves at once,
 * for else the studio would rightly wait for the rest of it.
 */
async function exchange(
  url: string,
  { bytes, isBrokenHttp }: MalformedBody,
): Promise<{ status: number; body: string } | null> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), allowHalfOpen: true });
  // The studio may close before it has read all that it has refused.
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
  });
  const closed = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve));
  socket.once('end', () => socket.destroy());
  if (isBrokenHttp) socket.end(bytes);
  else socket.write(bytes);
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

/** One that lets itself be asked more often than anybody does. */
const patientTest = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  freshStudio: async ({}, use) => {
    const studio = await startStudio({ FIRSTFRAME_CREATES_PER_MINUTE: '10000' });
    await use(studio);
    await studio.stop('SIGKILL');
    await rm(studio.dataFolder, { recursive: true, force: true });
  },
});

patientTest(
  'S23: five hundred malformed bodies are refused one by one, and the studio is as it was',
  async ({ freshStudio }) => {
    const { url } = freshStudio;
    const create = (fields: Record<string, string>) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return fetch(`${url}/v1/videos`, { method: 'POST', body });
    };
    const made = await create({ prompt: 'before', seconds: '2' });
    expect(made.status).toBe(200);
    let residentBefore: number | null = null;
    const bodies = malformedBodies(500, 23);
    for (const [index, malformed] of bodies.entries()) {
      const { name, isBrokenHttp } = malformed;
      // The first fifty warm it up.
      if (index === 50) residentBefore = residentKilobytes(freshStudio);
      const answer = await exchange(url, malformed);
      if (!answer) {
        expect(isBrokenHttp, `${name} is not answered`).toBe(true);
      } else {
        expect(answer.status, `${name}: ${answer.body}`).toBeGreaterThanOrEqual(400);
        expect(answer.status, `${name}: ${answer.body}`).toBeLessThan(500);
        if (!isBrokenHttp || answer.body !== '') {
          expect(JSON.parse(answer.body || '{}').error, `${name} got ${answer.status}`).toMatchObject({
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
    const after = await create({ prompt: 'after', seconds: '2' });
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
  },
);
