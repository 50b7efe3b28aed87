import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openapiDocument } from './document';
import type { Operation } from './operation';
import { operations } from './operations';
import { findFaults, fitsComponent } from './test-answers';
import { arbitraryOf, type Known } from './test-arbitrary';
import { openTestServer, type TestServer } from './test-server';
import type { JsonSchema } from './to-json-schema';

/** What the provider says to the next questions: a video, an error of each kind, or nothing that makes sense. */
const upstreamAnswers = [
  () => Response.json({ id: `up_${crypto.randomUUID()}`, object: 'video', status: 'queued' }),
  () => Response.json({ id: `up_${crypto.randomUUID()}`, status: 'failed', error: { message: 'It broke.' } }),
  () => Response.json({ error: { message: 'No.', code: 'moderation_blocked' } }, { status: 400 }),
  () => Response.json({ error: { message: 'Who?' } }, { status: 401 }),
  () => Response.json({ error: { message: 'Later.' } }, { status: 429, headers: { 'retry-after': '1' } }),
  () => new Response('<html>', { status: 502 }),
  () => new Response('{', { status: 200 }),
];
const [acceptance = () => Response.error()] = upstreamAnswers;
let upstreamAnswer = acceptance;

/** The ids of what there is, the latest first, by the part of the path that they belong under. */
const ids: Record<string, string[]> = {
  videos: [],
  providers: ['openai', 'demo'],
  tokens: [],
  shares: [],
  stitches: [],
  webhooks: [],
  saved: [],
  projects: [],
};
const kindOf = ({ path }: Operation) => path.split('/')[2] ?? '';
const seen = new Map<string, number>();
let server: TestServer;

type Parameter = { name: string; in: string; schema: JsonSchema };
type Told = { parameters: Parameter[]; requestBody?: { content: Record<string, { schema: JsonSchema }> } };

/** A request that the document allows, or one with a thing in it that it does not. */
type Asked = {
  operationId: string;
  parameters: Record<string, unknown>;
  type: string | null;
  body: unknown;
  upstream: number;
};

const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#446' } })
  .png()
  .toBuffer();
const dataUri = `data:image/png;base64,${picture.toString('base64')}`;
const known: Known = {
  model: ['sora-2'],
  provider: ['openai', 'demo'],
  prompt: ['A boat', 'A boat, again'],
  seconds: [4, '8'],
  size: ['1280x720'],
  n: [1, 3],
  fps: [24],
  input_reference: [dataUri, { image_url: dataUri }],
  metadata: [{ mine: 1 }, '{"mine":1}'],
  base_url: ['http://127.0.0.1:1/v1'],
  preset: ['openai', 'relay-sora'],
  dialect: [null],
  upstream_id: ['up_1', 'up_2'],
  url: ['http://127.0.0.1:9/hook'],
};

const toldOf = ({ path, method }: Operation): Told =>
  (openapiDocument.paths as unknown as Record<string, Record<string, Told>>)[path]?.[method] as Told;

const word = fc.string({ minLength: 1 });

function parameterOf({ name, in: place, schema }: Parameter): fc.Arbitrary<unknown> {
  // A number stands for one of the ids that are there.
  if (name === 'id') return fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 9 }) }, word);
  if (place === 'header') return fc.option(fc.string({ maxLength: 40 }), { nil: undefined });
  const value = fc.oneof({ weight: 4, arbitrary: arbitraryOf(schema) }, word).filter((given) => given !== '');
  return place === 'path' ? value : fc.option(value, { nil: undefined, freq: 1 });
}

function bodyOf({ requestBody }: Told): fc.Arbitrary<{ type: string | null; body: unknown }> {
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    fc
      .oneof({ weight: 6, arbitrary: arbitraryOf(schema, known) }, { weight: 1, arbitrary: fc.jsonValue() })
      .map((body) => ({ type, body })),
  );
  return bodies.length > 0 ? fc.oneof(...bodies) : fc.constant({ type: null, body: null });
}

function requestOf(operation: Operation): fc.Arbitrary<Asked> {
  const told = toldOf(operation);
  const parameters = told.parameters.map((parameter) => [parameter.name, parameterOf(parameter)] as const);
  return fc
    .tuple(fc.record(Object.fromEntries(parameters)), bodyOf(told), fc.nat({ max: 12 }))
    .map(([given, body, upstream]) => ({
      operationId: operation.operationId,
      parameters: given,
      ...body,
      upstream,
    }));
}

/** What makes videos is the most of it, and asked for the most. */
const asked = fc.oneof(
  ...operations.map((operation) => ({
    weight: operation.body?.form ? 6 : operation.path.includes('{action}') ? 4 : 1,
    arbitrary: requestOf(operation),
  })),
);

/** A form, each of its values as the text or the file that it is there. */
async function toForm(body: unknown): Promise<RequestInit> {
  const form = new FormData();
  for (const [name, value] of Object.entries(Object(body))) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === dataUri) form.append(name, new Blob([new Uint8Array(picture)]), 'a.png');
      else form.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
    }
  }
  const encoded = new Response(form);
  return { headers: encoded.headers, body: await encoded.arrayBuffer() };
}

async function toBody({ type, body }: Asked): Promise<RequestInit> {
  if (type === null) return {};
  if (type === 'multipart/form-data') return toForm(body);
  return {
    headers: { 'content-type': type },
    body: type === 'application/json' ? JSON.stringify(body) : String(body),
  };
}

async function send(request: Asked) {
  const operation = operations.find(({ operationId }) => operationId === request.operationId);
  if (!operation) throw new Error(`There is no operation ${request.operationId}.`);
  const { headers: own, body } = await toBody(request);
  const headers = new Headers(own);
  const query = new URLSearchParams();
  const there = ids[kindOf(operation)] ?? [];
  let address: string = operation.path;
  for (const { name, in: place } of toldOf(operation).parameters) {
    const value = request.parameters[name];
    if (value === undefined) continue;
    const text = name === 'id' && typeof value === 'number' ? (there[value] ?? 'nobody') : String(value);
    if (place === 'path')
      address = address.replace(`{${name}}`, () => encodeURIComponent(text).replace(/^\.+$/, 'x'));
    // Nothing else can stand in a header.
    else if (place === 'header') headers.set(name, text.replace(/[^\x20-\x7e]/g, '').trim());
    else query.set(name, text);
  }
  upstreamAnswer = upstreamAnswers[request.upstream] ?? acceptance;
  return server.ask(operation.method.toUpperCase(), `${address}?${query}`, { headers, body });
}

beforeAll(async () => {
  server = await openTestServer(() => async (request) => {
    if (request.method === 'GET' && request.url.endsWith('/models'))
      return Response.json({ data: [{ id: 'sora-2' }] });
    return upstreamAnswer();
  });
});

afterAll(() => server.close());

test('whatever the document allows is answered as it says, whatever the provider does', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (request) => {
      const { operation, response } = await send(request);
      const answer = `${operation.operationId} ${response.status}`;
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
      expect(response.status).not.toBe(500);
      const copy = response.clone();
      expect(await findFaults(operation, response)).toEqual([]);
      const { id, error } = await copy.json().catch(() => ({}));
      if (response.status === 200 && typeof id === 'string') ids[kindOf(operation)]?.unshift(id);
      // Of a provider that has refused its key nothing more is asked, until somebody has seen to that.
      if (error?.code === 'provider_auth' && error.param === 'provider')
        await server.ask('POST', '/api/providers/openai/resume');
    }),
    { seed: 20_260, numRuns: 1_000, endOnFailure: true },
  );
  const reached = new Set([...seen.keys()].map((answer) => answer.split(' ')[0]));
  expect(reached.size).toBe(operations.length);
  // Not only refusals, or it would say little.
  const good = [...seen].filter(([answer]) => answer.endsWith(' 200')).map(([answer]) => answer);
  expect(good).toEqual(
    expect.arrayContaining(['createVideo 200', 'remixVideo 200', 'changeVideo 200', 'connectProvider 200']),
  );
}, 240_000);

test.each(['CreateVideoRequest', 'ConnectProviderRequest', 'CreateTokenRequest'])(
  'what is generated of %s fits it',
  (name) => {
    const arbitrary = arbitraryOf(openapiDocument.components.schemas[name] ?? {}, known);
    const fits = (value: unknown) => fitsComponent(name, JSON.parse(JSON.stringify(value)));
    fc.assert(fc.property(arbitrary, fits), { seed: 20_260, numRuns: 200 });
    expect(fits({ prompt: 1, base_url: 1, name: 1 })).toBe(false);
  },
);
