import { openServer } from '@/lib/providers/contract/open-server';
import { photo } from './pictures';
import { expect, startStudio, test } from './studio';

const html =
  '<!doctype html><html><body><script>document.title = "ran"; fetch("/v1/models")</script></body></html>';

/** A box of MP4 that players pass over. */
function freeBox(content: string): Buffer {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write('free', 4);
  return Buffer.concat([head, body]);
}

/** A provider whose videos are pages too, and whose headers say that they are nothing else. */
async function startProvider(video: () => Buffer) {
  const { origin, close } = await openServer(async (request, response) => {
    await request.resume().toArray();
    const { url = '' } = request;
    if (!url.endsWith('/content')) {
      const body = url.endsWith('/models')
        ? { data: [{ id: 'sora-2' }] }
        : { id: 'up_1', status: 'completed' };
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }
    response.writeHead(200, {
      'content-type': 'video/mp4; text/html',
      'content-disposition': 'inline; filename="x.html"',
      'content-security-policy': "default-src * 'unsafe-inline'",
      'set-cookie': 'stolen=1',
      'x-content-type-options': 'sniff',
    });
    return response.end(video());
  });
  return { baseUrl: `${origin}/v1`, close };
}

test('S18: no stored byte acts when it is opened as a page, whatever is asked of its address', async ({
  browser,
  request,
}) => {
  let video = Buffer.alloc(0);
  const provider = await startProvider(() => video);
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-stored' });
  try {
    const create = async (
      fields: Record<string, string | { name: string; mimeType: string; buffer: Buffer }>,
    ) => {
      const answer = await request.post(`${studio.url}/v1/videos`, { multipart: fields });
      const made = await answer.json();
      const content = `${studio.url}/v1/videos/${made.id}/content`;
      await expect.poll(async () => (await request.head(content)).status(), { timeout: 90_000 }).toBe(200);
      return { made, content };
    };
    const { content: sound } = await create({ provider: 'demo', prompt: 'Real bytes', seconds: '2' });
    const bytes = await (await request.get(sound)).body();
    // Behind its last frame: sound to a player, a page to whoever sniffs.
    video = Buffer.concat([bytes, freeBox(html)]);
    const image = Buffer.concat([await photo(640, 360), Buffer.from(html)]);
    const { made, content } = await create({
      provider: 'openai',
      model: 'sora-2',
      prompt: '<script>document.title = "ran"</script>',
      input_reference: { name: 'x.html', mimeType: 'text/html', buffer: image },
    });
    expect((await (await request.get(content)).body()).includes('<script>')).toBe(true);
    const reference = `${studio.url}${made.firstframe.asked.references[0].url}`;
    expect((await (await request.get(reference)).body()).includes('<script>')).toBe(false);

    const types: Record<string, string> = {
      '': 'video/mp4',
      thumbnail: 'image/webp',
      spritesheet: 'image/jpeg',
    };
    const addresses = Object.entries(types).flatMap(([variant, type]) =>
      ['', 'type=text/html', 'response-content-type=text/html', 'download=0'].map((trick) => {
        const query = [variant && `variant=${variant}`, trick].filter(Boolean).join('&');
        return { address: `${content}${query && `?${query}`}`, type };
      }),
    );
    addresses.push(
      { address: reference, type: 'image/jpeg' },
      { address: `${reference}?x.html`, type: 'image/jpeg' },
    );

    const page = await browser.newPage();
    page.on('dialog', () => expect.soft('no dialog').toBe('a dialog'));
    const asked: string[] = [];
    page.on('request', (each) => asked.push(each.url()));
    for (const { address, type } of addresses) {
      for (const headers of [
        {},
        { accept: 'text/html' },
        { range: 'bytes=0-' },
        { range: 'bytes=999999999-' },
      ] as Record<string, string>[]) {
        const answer = await request.get(address, { headers });
        const isRefused = answer.status() === 416;
        expect(answer.headers(), `${address} ${JSON.stringify(headers)}`).toMatchObject({
          'content-type': isRefused ? 'application/json; charset=utf-8' : type,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "sandbox; default-src 'none'",
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': expect.stringMatching(/^private/),
          ...(isRefused
            ? {}
            : { 'content-disposition': expect.stringMatching(/^inline; filename="[^"]+\.(mp4|webp|jpg)"/) }),
        });
        expect(answer.headers()).not.toHaveProperty('set-cookie');
      }
      await page.goto(address);
      expect(await page.title()).not.toBe('ran');
    }
    expect(asked.filter((each) => each.endsWith('/v1/models'))).toEqual([]);
    for (const wrong of [
      `${content}?variant=<script>`,
      `${studio.url}/v1/videos/video_none/content`,
      `${studio.url}/api/references/x.svg`,
    ]) {
      const answer = await request.get(wrong);
      expect(answer.status()).toBeGreaterThanOrEqual(400);
      expect(answer.headers()).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'x-content-type-options': 'nosniff',
      });
      await page.goto(wrong);
      expect(await page.title()).not.toBe('ran');
    }
    await page.close();
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
  }
});
