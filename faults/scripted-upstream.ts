import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentFaults, sendVideo } from './content-faults';
import { refusals, spoiledAnswers } from './create-faults';
import { type Answer, answerJson, type Exchange, type UpstreamVideo } from './exchange';
import { openFaultPlan, type Phase } from './fault-tags';
import { pollFaults } from './poll-faults';
import { makeVideo } from './upstream-video';

export type SeenRequest = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  at: number;
};

export type UpstreamOptions = {
  port?: number;
  random?: () => number;
  /** How many polls find a video still running. */
  pollsNeeded?: number;
  /** What it asks the studio to wait between polls (`openai-poll-after-ms`). */
  pollAfterMs?: number;
  /** How long the answer to a create takes. */
  answerAfterMs?: () => number;
  /** Called with each request before anything is done about it; `false` leaves it without an answer. */
  onRequest?: (request: SeenRequest) => boolean | Promise<boolean>;
  /** Called when a video was made, and before anybody is told. What it returns is waited for. */
  onAccepted?: (video: UpstreamVideo) => void | Promise<void>;
  /** How large its files are, nearly. */
  paddingBytes?: number;
  /** What its own clock says (Unix milliseconds). */
  now?: () => number;
};

export type ScriptedUpstream = Awaited<ReturnType<typeof startScriptedUpstream>>;

const faultsOf: Record<Phase, Record<string, Answer>> = {
  create: { ...spoiledAnswers, ...refusals },
  poll: pollFaults,
  content: contentFaults,
};

export const upstreamKey = 'sk-faults-canary-5d1e8a40';

async function readForm(headers: IncomingHttpHeaders, body: Buffer): Promise<Map<string, string>> {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return new Map(Object.entries(JSON.parse(body.toString())));
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return new Map([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/**
 * A provider of OpenAI's shape that keeps a ledger: every video that it made, hence charged for. What goes wrong is
 * written in the prompt (`fault-tags.ts`). A second origin serves finished files to whom a redirect sends there.
 */
export async function startScriptedUpstream(options: UpstreamOptions = {}) {
  const {
    random = Math.random,
    pollsNeeded = 1,
    pollAfterMs = 250,
    now = Date.now,
    onRequest,
    onAccepted,
  } = options;
  const plan = openFaultPlan();
  const ledger = new Map<string, UpstreamVideo>();
  const seen: SeenRequest[] = [];
  const seenByFiles: SeenRequest[] = [];
  let isHeldBack = false;
  let refusalStatus: number | null = null;

  const present = (video: UpstreamVideo) => ({
    id: video.id,
    object: 'video',
    model: video.model,
    prompt: video.prompt,
    created_at: video.createdAt,
    status: video.polls > pollsNeeded ? 'completed' : video.polls > 0 ? 'in_progress' : 'queued',
    progress: Math.min(100, Math.floor((100 * video.polls) / (pollsNeeded + 1))),
  });
  const pollAfter = { headers: { 'openai-poll-after-ms': String(pollAfterMs) } };

  async function create(exchange: Exchange, { headers, body }: SeenRequest): Promise<void> {
    const form = await readForm(headers, body);
    const prompt = form.get('prompt') ?? '';
    const fault =
      refusalStatus === null
        ? plan.next(prompt, 'create')
        : { name: 'refuse', argument: String(refusalStatus) };
    const id = `up_${ledger.size + 1}`;
    const video = {
      id,
      prompt,
      model: form.get('model') ?? '',
      createdAt: Math.floor(now() / 1_000),
      polls: 0,
    };
    const made: UpstreamVideo = { ...video, bytes: makeVideo(id, options.paddingBytes) };
    if (fault && refusals[fault.name]) {
      return refusals[fault.name]?.({ ...exchange, argument: fault.argument }, made);
    }
    ledger.set(id, made);
    await onAccepted?.(made);
    const waitMs = options.answerAfterMs?.() ?? 0;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (!fault) return answerJson(exchange, present(made), pollAfter);
    spoil('create', fault.name)({ ...exchange, argument: fault.argument }, made);
  }

  function spoil(phase: Phase, name: string): Answer {
    const answer = faultsOf[phase][name];
    if (!answer) throw new Error(`There is no fault "${phase}_${name}".`);
    return answer;
  }

  function list(exchange: Exchange, query: URLSearchParams): void {
    const videos = [...ledger.values()].reverse();
    const start = videos.findIndex(({ id }) => id === query.get('after')) + 1;
    const page = videos.slice(start, start + Number(query.get('limit') ?? 20));
    answerJson(exchange, {
      object: 'list',
      data: page.map(present),
      has_more: start + page.length < videos.length,
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(await request.toArray());
    const { pathname, searchParams } = new URL(url, origin);
    const one = { method, path: pathname, headers, body, at: performance.now() };
    seen.push(one);
    const asked = `http://${headers.host}`;
    const exchange: Exchange = { request, response, argument: '', random, origin: asked, filesOrigin };
    if (isHeldBack || (await onRequest?.(one)) === false) return;
    if (headers.authorization !== `Bearer ${upstreamKey}`)
      return answerJson(exchange, { error: { message: 'Wrong key.' } }, { status: 401 });
    if (pathname === '/v1/models')
      return answerJson(exchange, { object: 'list', data: [{ id: 'motion-1', object: 'model' }] });
    if (pathname === '/v1/videos')
      return method === 'POST' ? create(exchange, one) : list(exchange, searchParams);
    const [, kind, id = '', rest] = /^\/(v1\/videos|files)\/([^/]+)(\/content)?$/.exec(pathname) ?? [];
    const video = ledger.get(id);
    if (!video) return answerJson(exchange, { error: { message: 'Not found.' } }, { status: 404 });
    if (kind === 'files') return sendVideo(exchange, video);
    const phase = rest ? 'content' : 'poll';
    const fault = plan.next(video.prompt, phase);
    if (fault) return spoil(phase, fault.name)({ ...exchange, argument: fault.argument }, video);
    if (phase === 'content') return sendVideo(exchange, video);
    video.polls += 1;
    return answerJson(exchange, present(video), pollAfter);
  }

  async function listen(answer: typeof handle, port = 0) {
    const server = createServer((request, response) => {
      response.on('error', () => {});
      answer(request, response).catch(() => response.destroy());
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  }

  const files = await listen(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const body = Buffer.concat(await request.toArray());
    seenByFiles.push({ method, path: url, headers, body, at: performance.now() });
    const video = ledger.get(url.split('/').at(-1) ?? '');
    if (video) sendVideo({ request, response, argument: '', random, origin, filesOrigin }, video);
    else response.writeHead(404).end();
  });
  const main = await listen(handle, options.port);
  const origin = `http://127.0.0.1:${main.port}`;
  const filesOrigin = 'http://files.example.com';

  return {
    baseUrl: `${origin}/v1`,
    port: main.port,
    /** Where `files.example.com` really is. */
    filesAddress: `127.0.0.1:${files.port}`,
    ledger,
    seen,
    seenByFiles,
    /** What it made for a prompt, in order. */
    madeFor: (prompt: string) => [...ledger.values()].filter((video) => video.prompt === prompt),
    posts: () => seen.filter(({ method }) => method === 'POST'),
    pollsOf: (id: string) =>
      seen.filter(({ method, path }) => method === 'GET' && path === `/v1/videos/${id}`),
    /** From now on, or no longer, every request is left without an answer. */
    holdBack(isOn: boolean) {
      isHeldBack = isOn;
    },
    /** From now on every create is refused with this status, or none is. */
    refuse(status: number | null) {
      refusalStatus = status;
    },
    close() {
      for (const { server } of [main, files]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
