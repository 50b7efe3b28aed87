import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { StudioError } from '@/lib/errors';
import { isPublicAddress } from '@/lib/providers/address-guard';
import type { Dialect } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { openFakeInternet } from '@/lib/providers/fake-internet';
import { hostileNames, otherUrls, privateUrls } from '@/lib/providers/hostile-urls';
import { admitted } from '@/lib/test-grant';
import { receiveReference } from './receive-reference';
import { receiveFromVideo, receiveVideo } from './receive-video';
import { closeScenarios, file, json, openScenario, type Scenario, serve } from './scenarios/open-scenario';

/** Addresses in what a caller sends: those that the studio fetches, and those that it would only pass on. */

/** A provider that is sent the address of an image, metadata and options, as they stand. */
const passingOn: Dialect = {
  ...openaiDialect,
  remix: undefined,
  create: {
    ...openaiDialect.create,
    encoding: 'json',
    fields: [...openaiDialect.create.fields, { from: 'metadata', name: 'metadata', as: 'json' }],
    options: [
      { name: 'image_tail', type: 'text' },
      { name: 'extra', type: 'json' },
    ],
    references: (['first_frame', 'last_frame', 'reference'] as const).map((role) => ({
      role,
      name: role,
      as: ['url', 'data_uri'],
      isList: role === 'reference',
      maximum: role === 'reference' ? 4 : 1,
      mustMatchSize: false,
      types: ['image/png', 'image/jpeg', 'image/webp'],
    })),
  },
};

let scenario: Scenario;
let picture: Buffer;
let internet: ReturnType<typeof openFakeInternet>;
let rebinding: string[] = [];
let turn = 0;

beforeAll(async () => {
  const create = { width: 64, height: 64, channels: 3, background: 'red' } as const;
  picture = await sharp({ create }).png().toBuffer();
});
afterAll(closeScenarios);
beforeEach(async () => {
  scenario = await openScenario({ dialect: passingOn });
  rebinding = ['8.8.4.4'];
  const pictures = await serve(file(picture, 'image/png'));
  internet = openFakeInternet({
    names: {
      ...hostileNames,
      'pictures.example': ['8.8.4.4'],
      'later.example': () => rebinding,
      'rebind.example': () => (turn++ % 2 === 0 ? ['8.8.8.8'] : ['10.0.0.1']),
    },
    servers: { '8.8.4.4': pictures.server },
    own: () => [scenario.server],
  });
});
afterEach(() => internet.close());

const url = 'http://127.0.0.1/v1/videos';
const base = { prompt: 'a boat', model: 'm' };

async function sendJson(fields: Record<string, unknown>, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ ...base, ...fields });
  const all = { 'content-type': 'application/json', ...headers };
  const request = new Request(url, { method: 'POST', headers: all, body });
  return receiveVideo(scenario.context, await admitted(request));
}

function keep(address: string) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ url: address });
  const request = new Request('http://127.0.0.1/api/references', { method: 'POST', headers, body });
  return receiveReference(scenario.context, request);
}

async function sendForm(fields: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...base, ...fields })) body.set(name, value);
  return receiveVideo(scenario.context, await admitted(new Request(url, { method: 'POST', body })));
}

/** Each way to name an image, with the field that the refusal has to name. */
const images: readonly [string, (address: string) => Promise<unknown>][] = [
  ['input_reference', (address) => sendJson({ input_reference: address })],
  ['input_reference', (address) => sendJson({ input_reference: { image_url: address } })],
  ['image', (address) => sendJson({ image: address })],
  ['last_frame', (address) => sendJson({ last_frame: { image_url: address } })],
  ['reference_images', (address) => sendJson({ reference_images: [address] })],
  ['input_reference', (address) => sendForm({ input_reference: address })],
  ['input_reference', (address) => sendForm({ 'input_reference[image_url]': address })],
  ['image', (address) => sendForm({ image: address })],
  ['last_frame', (address) => sendForm({ last_frame: address })],
  ['reference_images', (address) => sendForm({ 'reference_images[]': address })],
];

async function refusalOf(sent: Promise<unknown>): Promise<StudioError | null> {
  const error: unknown = await sent.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof StudioError ? error : null;
}

async function expectRefused(sent: Promise<unknown>, param: string, address: string): Promise<void> {
  const refusal = await refusalOf(sent);
  expect(refusal?.status, address).toBe(400);
  const { error } = refusal?.toBody() ?? { error: null };
  expect(error).toEqual({
    message: expect.any(String),
    type: 'invalid_request_error',
    param,
    code: 'invalid_request',
  });
}

/** Nothing was sent to the provider, dialled, or left in the library. */
async function expectNothingDone(): Promise<void> {
  expect(scenario.posts()).toEqual([]);
  expect(internet.dials.filter(({ host }) => !isPublicAddress(host))).toEqual([]);
  const rows = await scenario.context.database.selectFrom('jobs').select('purged_at').execute();
  expect(rows.filter((row) => row.purged_at === null)).toEqual([]);
}

describe('S1: an image of a create at an address that nobody may look at', () => {
  test.each(images.map(([param, send], index) => ({ index, param, send })))(
    'is refused with a 400 that names the field before anything is dialled ($index: $param)',
    async ({ param, send }) => {
      for (const address of [...privateUrls, ...otherUrls])
        await expectRefused(send(address), param, address);
      expect(internet.dials).toEqual([]);
      await expectNothingDone();
    },
  );

  test('is refused where it is to be kept for later, and one on the public web is kept', async () => {
    for (const address of [...privateUrls, ...otherUrls]) await expectRefused(keep(address), 'url', address);
    await expectNothingDone();
    const kept = await keep('http://pictures.example\\a b.png');
    expect(kept).toMatchObject({ width: 64, source_url: 'http://pictures.example/a%20b.png' });
  });

  test('is refused beside one that may be fetched', async () => {
    const reference_images = ['https://pictures.example/a.png', 'http://metadata.google.internal/'];
    await expectRefused(sendJson({ reference_images }), 'reference_images', 'the second');
    await expectNothingDone();
  });
});

describe('S1: an address that would only be passed on to the provider', () => {
  const isAddress = (text: string) => URL.canParse(text) || /^\w+:[\\/]/.test(text);
  const texts = [...privateUrls, ...otherUrls].filter(
    (text) => /^\s*(https?|ftp|file|gopher):/i.test(text) && isAddress(text),
  );

  test('is refused in an option, also deep in one, and in metadata, before the request is paid for', async () => {
    expect(texts.length).toBeGreaterThan(200);
    const ways: readonly [string, (text: string) => Promise<unknown>][] = [
      ['image_tail', (text) => sendJson({ image_tail: text })],
      ['extra', (text) => sendJson({ extra: { frames: [{ at: { url: text } }] } })],
      ['extra', (text) => sendForm({ extra: JSON.stringify([{ url: text }]) })],
      ['metadata', (text) => sendJson({ metadata: { image: text } })],
    ];
    for (const [index, text] of texts.entries()) {
      const [param, send] = ways[index % ways.length] ?? ['', sendJson as never];
      await expectRefused(send(text), param, text);
    }
    expect(internet.dials).toEqual([]);
    await expectNothingDone();
  });

  test.each([
    'http://pictures.example\\@127.0.0.1/',
    'http://pictures.example\t/a.png',
    'http://ｐictures.example/a.png',
    'http://134743044/a.png',
    'http:pictures.example/a.png',
    'http:\\pictures.example/a.png',
  ])('is refused where another reader may see another host in it: %s', async (text) => {
    await expectRefused(sendJson({ image_tail: text }), 'image_tail', text);
    await expectNothingDone();
  });

  test('is refused where there are more than anybody has a use for', async () => {
    const extra = Array.from({ length: 33 }, (_, index) => `https://pictures.example/${index}`);
    await expectRefused(sendJson({ extra }), 'extra', 'the last');
  });

  test('goes along where it is on the public web, and words that are no address always do', async () => {
    const given = {
      image_tail: 'https://pictures.example:443/a.png?x=1#y',
      extra: ['http: the protocol', 'file: a folder', 'see http://127.0.0.1/', 'data:image/png;base64,AAAA'],
      metadata: { page: 'HTTPS://Pictures.Example/', note: 'C:\\videos' },
    };
    await sendJson(given);
    expect(JSON.parse(String(scenario.posts()[0]?.raw))).toMatchObject(given);
    expect(internet.dials).toEqual([]);
  });

  test('as an image’s own: it is passed on as it was read, and the image itself where it has turned private', async () => {
    await sendJson({ input_reference: 'http://later.example\\a b.png' });
    expect(JSON.parse(String(scenario.posts()[0]?.raw))).toMatchObject({
      first_frame: 'http://later.example/a%20b.png',
    });
    const [job] = await sendJson({ input_reference: 'https://later.example/a.png', seed: 2 });
    expect(job?.request.references[0]?.sourceUrl).toBe('https://later.example/a.png');
    rebinding = ['10.0.0.1'];
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ prompt: 'another boat' });
    const again = await admitted(new Request(url, { method: 'POST', headers, body }));
    await receiveFromVideo(scenario.context, again, 'remix', job?.id ?? '');
    expect(String(scenario.posts().at(-1)?.raw)).toContain('"first_frame":"data:image/');
  });
});

test('S2: a name that answers differently the second time leads nowhere in 1,000 creates', async () => {
  for (let count = 0; count < 500; count += 1) {
    const [param, send] = images[count % images.length] ?? ['', sendJson as never];
    await expectRefused(send('http://rebind.example/a.png'), param, 'rebind');
    await expectRefused(
      sendJson({ extra: ['http://rebind.example/', 'http://rebind.example/'] }),
      'extra',
      'two',
    );
  }
  expect(internet.dials.length).toBeGreaterThan(100);
  expect(internet.dials.filter(({ host }) => !isPublicAddress(host))).toEqual([]);
  expect(scenario.posts()).toEqual([]);
});

describe('S4: a caller who would choose where the key goes', () => {
  const elsewhere = 'https://pictures.example/v1';
  const names = [
    'api_base',
    'base_url',
    'baseUrl',
    'baseURL',
    'api_url',
    'endpoint',
    'url',
    'host',
    'proxy',
    'http_proxy',
    'OPENAI_BASE_URL',
    'openai_api_base',
    'webhook',
    'callback_url',
    'organization',
    'constructor',
  ];

  test('is not heard, in any field or header, and the key goes to its own origin alone', async () => {
    const headers = {
      'openai-base-url': elsewhere,
      'x-base-url': elsewhere,
      'x-forwarded-host': 'pictures.example',
      'x-forwarded-for': '8.8.4.4',
      'x-forwarded-proto': 'https',
      'x-original-url': elsewhere,
      'x-rewrite-url': elsewhere,
      forwarded: 'host=pictures.example;proto=https',
      origin: elsewhere,
      referer: elsewhere,
    };
    for (const name of names) await sendJson({ seed: turn++, [name]: elsewhere }, headers);
    for (const name of names) await sendForm({ [name]: elsewhere, seed: String(turn++) });
    expect(scenario.posts()).toHaveLength(2 * names.length);
    for (const { headers: sent, raw } of scenario.posts()) {
      expect(sent.authorization).toBe('Bearer sk-canary-key');
      expect(JSON.stringify(sent)).not.toContain('pictures.example');
      expect(String(raw)).not.toContain('pictures.example');
    }
    expect(internet.dials).toEqual([]);
  });

  test('and no caller names a provider by its address', async () => {
    await expectRefused(sendJson({ provider: elsewhere }), 'provider', elsewhere);
    await expectNothingDone();
  });
});

test('a video that its provider keeps at a private address stays to be fetched, and the card says why', async () => {
  const stuck = await openScenario({
    dialect: { ...openaiDialect, result: ['url'], read: { ...openaiDialect.read, resultUrl: ['url'] } },
    polls: [json({ id: 'up_1', status: 'completed', url: 'http://10.0.0.1/a.mp4' })],
  });
  internet.close();
  internet = openFakeInternet({ own: () => [stuck.server] });
  await stuck.create();
  expect(await stuck.run(3)).toMatchObject({
    status: 'in_progress',
    step: 'archive',
    errorMessage: expect.stringContaining('10.0.0.1 is at a private address'),
  });
  expect(internet.dials).toEqual([]);
  expect(stuck.posts()).toHaveLength(1);
});
