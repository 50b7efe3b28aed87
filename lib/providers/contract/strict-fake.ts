import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { characterId, type Family, type Reply, type Scene } from './family';
import { openServer } from './open-server';
import { type Received, receive } from './received';
import { findFault } from './wire-rules';

export type StrictFake = {
  origin: string;
  scene: Scene;
  /** Everything that was asked, in order. */
  requests: Received[];
  /** What was wrong with it; also the text of the refusal that was sent. */
  faults: string[];
  /** What the next polls are answered with. */
  polled: (scene: Scene) => Reply;
  /** What else can be fetched, by its target or its whole address; `{id}` stands for the escaped id. */
  files: Record<string, (scene: Scene) => Reply>;
  /** The same server without a network, for addresses that are nobody's. */
  handle: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
};

/** The key that the studio is given; each fake refuses another, and any origin but the server's own refuses it too. */
export const apiKey = 'sk-strict-fake-key';

const keyHeaders = ['authorization', 'api-key', 'x-api-key'];

/** Whether two targets are one to a server: the same segments, once each is unescaped, and the same query. */
function isSameTarget(one: string, other: string): boolean {
  const [first, second] = [one, other].map((target) => new URL(target, 'http://host'));
  const spell = (url: URL | undefined) =>
    JSON.stringify([
      url?.host,
      url?.pathname.split('/').map((segment) => decodeURIComponent(segment)),
      [...(url?.searchParams ?? [])],
    ]);
  return spell(first) === spell(second);
}

/** What is wrong with how the key came, or `null`. */
function findKeyFault(auth: Family['auth'], { headers }: Received, isOwn: boolean): string | null {
  const sent = keyHeaders.filter((header) => headers[header] !== undefined);
  if (!isOwn) return sent.length === 0 ? null : `another origin was sent ${sent.join(', ')}.`;
  if (auth.length === 0) return null;
  const isRight =
    sent.length === 1 && auth.some(({ header, prefix }) => headers[header] === `${prefix}${apiKey}`);
  return isRight ? null : `the key came as ${sent.join(', ') || 'nothing'}.`;
}

function write(response: ServerResponse, { status = 200, body, bytes, headers = {} }: Reply): void {
  const content = bytes?.content ?? (body === undefined ? '' : JSON.stringify(body));
  const type = bytes?.type ?? (body === undefined ? undefined : 'application/json');
  response.writeHead(status, {
    ...(type ? { 'content-type': type } : {}),
    'content-length': Buffer.byteLength(content),
    ...headers,
  });
  response.end(content);
}

/** A server of a family on a port of its own, which refuses whatever its document does not hold. */
export async function openStrictFake(family: Family, video: Buffer, id = family.id): Promise<StrictFake> {
  const escapedId = encodeURIComponent(id);
  const spell = (target: string) =>
    target.replace('{id}', escapedId).replace('{character}', encodeURIComponent(characterId));

  function answer(received: Received, isOwn: boolean): Reply {
    const { method, target, headers, body } = received;
    const refuse = (message: string, status: number, field = ''): Reply => {
      fake.faults.push(field ? `${field}: ${message}` : message);
      return { ...family.refusal({ field, message }), ...(status === 400 ? {} : { status }) };
    };
    const keyFault = findKeyFault(family.auth, received, isOwn);
    if (keyFault) return refuse(keyFault, isOwn ? 401 : 403);
    if (method === 'POST' && isOwn && isSameTarget(target, family.create.target)) {
      const fault = findFault(family.create.rules, body);
      return fault ? refuse(fault.message, 400, fault.field) : family.create.reply(fake.scene);
    }
    const call = family.calls?.find(
      (one) => one.method === method && isOwn && isSameTarget(target, spell(one.target)),
    );
    if (call?.rules) {
      const fault = findFault(call.rules, body);
      return fault ? refuse(fault.message, 400, fault.field) : call.reply(fake.scene);
    }
    if (method !== 'GET') return refuse(`${method} ${target} is no call of this server.`, 405);
    if (headers['content-type'] !== undefined || body.kind !== 'none')
      return refuse('a GET has no body and no type.', 400);
    if (call) return call.reply(fake.scene);
    if (isOwn && isSameTarget(target, family.retrieve(escapedId))) return fake.polled(fake.scene);
    if (isOwn && family.models && isSameTarget(target, family.models.target))
      return { body: family.models.body };
    const file = Object.entries(fake.files).find(([place]) => isSameTarget(spell(place), target));
    return file ? file[1](fake.scene) : family.notFound;
  }

  const { origin, server, close } = await openServer(async (request, response) => {
    const received = await receive(request);
    fake.requests.push(received);
    write(response, answer(received, true));
  });

  const fake: StrictFake = {
    origin,
    scene: { id, video, origin },
    requests: [],
    faults: [],
    polled: () => family.notFound,
    files: {},
    async handle(request) {
      const url = new URL(request.url);
      const isOwn = url.origin === origin;
      const received: Received = {
        method: request.method,
        target: isOwn ? `${url.pathname}${url.search}` : url.href,
        headers: Object.fromEntries(request.headers),
        raw: Buffer.alloc(0),
        body: { kind: 'none' },
      };
      fake.requests.push(received);
      const { status = 200, body, bytes, headers } = answer(received, isOwn);
      if (!bytes)
        return new Response(body === undefined ? null : JSON.stringify(body), {
          status,
          headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        });
      return new Response(new Uint8Array(bytes.content), {
        status,
        headers: { 'content-type': bytes.type, ...headers },
      });
    },
    async close() {
      close();
      await once(server, 'close');
    },
  };
  return fake;
}
