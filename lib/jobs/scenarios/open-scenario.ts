import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { advanceJob } from '@/lib/jobs/advance-job';
import type { JobContext } from '@/lib/jobs/context';
import { createJob } from '@/lib/jobs/create-job';
import type { CreateRequest } from '@/lib/jobs/create-request';
import type { Job } from '@/lib/jobs/job';
import { openTestContext } from '@/lib/jobs/test-context';
import { openServer } from '@/lib/providers/contract/open-server';
import type { Dialect } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { openProvider } from '@/lib/providers/provider';
import { openRegistry } from '@/lib/providers/registry';

/** One request as the server saw it. */
export type Seen = { method: string; url: string; headers: IncomingMessage['headers']; raw: Buffer };

/** How the server deals with one request, once it has all of it. */
export type Answer = (response: ServerResponse, seen: Seen) => void;

export const json =
  (
    body: unknown,
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

export const file =
  (content: Buffer, type = 'video/mp4'): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': content.length }).end(content);
  };

export const redirect =
  (location: string, status = 302): Answer =>
  (response) => {
    response.writeHead(status, { location }).end();
  };

/** What a server does: each list is gone through in order, and its last answer is given for ever. */
export type Script = {
  dialect?: Dialect;
  create?: Answer[];
  polls?: Answer[];
  content?: Answer[];
  /** By path, for what is none of the calls of the dialect. */
  files?: Record<string, Answer>;
  deletes?: Answer[];
  request?: Partial<CreateRequest>;
  /** Hosts that stand for a server here, since no address of this machine would be let through. */
  hosts?: Record<string, string>;
};

export type Scenario = {
  context: JobContext;
  origin: string;
  server: Server;
  clock: { now: number };
  /** Every request, in order. */
  seen: Seen[];
  posts: () => Seen[];
  polls: () => Seen[];
  /** Makes the job. */
  create: () => Promise<Job>;
  /** Takes the job so many steps further, letting the time go by that it wants to wait; to its end if not told. */
  run: (steps?: number) => Promise<Job>;
  find: () => Promise<Job>;
};

const ends: (() => void)[] = [];

/** A real server of nothing but these answers. */
export async function serve(answer: Answer): Promise<{ origin: string; server: Server; seen: Seen[] }> {
  const seen: Seen[] = [];
  const { origin, server, close } = await openServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, raw: Buffer.concat(await request.toArray()) };
    seen.push(one);
    answer(response, one);
  });
  ends.push(close);
  return { origin, server, seen };
}

/** Ends what the tests of a file have opened. */
export function closeScenarios(): void {
  for (const end of ends.splice(0)) end();
}

function inTurn(answers: Answer[]): Answer {
  let count = 0;
  return (response, seen) => {
    const answer = answers[Math.min(count, answers.length - 1)];
    count += 1;
    if (answer) answer(response, seen);
    else response.writeHead(500).end();
  };
}

const isContent = (url: string) => /\/content(\?|$)/.test(url);

/** A job, the studio around it, and over a real connection a server that follows a script. */
export async function openScenario(script: Script): Promise<Scenario> {
  const { dialect = openaiDialect, files = {}, hosts } = script;
  const create = inTurn(script.create ?? [json({ id: 'up_1', status: 'queued' })]);
  const poll = inTurn(script.polls ?? [json({ id: 'up_1', status: 'completed' })]);
  const content = inTurn(script.content ?? []);
  const deletes = inTurn(script.deletes ?? []);
  const { origin, server, seen } = await serve((response, one) => {
    if (one.method === 'POST') create(response, one);
    else if (one.method === 'DELETE') deletes(response, one);
    else if (files[one.url]) files[one.url]?.(response, one);
    else if (isContent(one.url)) content(response, one);
    else poll(response, one);
  });
  const provider = openProvider({
    id: 'test',
    label: 'Test',
    dialect,
    baseUrl: `${origin}${dialect.basePath}`,
    apiKey: 'sk-canary-key',
    isDemo: false,
    models: ['m'],
    ...(hosts ? { handle: (request: Request) => passOn(request, hosts) } : {}),
  });
  const { clock, ...plain } = await openTestContext(() => new Response(null, { status: 500 }));
  const context: JobContext = { ...plain, providers: openRegistry([provider], () => clock.now) };
  let id = '';

  const find = async () => {
    const job = await context.store.find(id);
    if (!job) throw new Error('There is no job.');
    return job;
  };
  return {
    context,
    origin,
    server,
    clock,
    seen,
    find,
    posts: () => seen.filter(({ method }) => method === 'POST'),
    polls: () => seen.filter(({ method, url }) => method === 'GET' && !isContent(url) && !files[url]),
    async create() {
      const request = { prompt: 'a boat', model: 'm', takes: 1, references: [], ...script.request };
      const [job] = await createJob(context, request);
      if (!job) throw new Error('No job was made.');
      id = job.id;
      return job;
    },
    async run(steps = 60) {
      for (let step = 0; step < steps; step += 1) {
        const job = await find();
        if (!job.step || job.dueAt === null) break;
        clock.now = Math.max(clock.now, job.dueAt);
        const lease = { holder: `worker-${step}`, until: clock.now + 60_000 };
        const claimed = await context.store.claimDue(clock.now, lease, 1);
        await Promise.all(claimed.map((held) => advanceJob(context, held)));
      }
      return find();
    },
  };
}

/** Passes a request on to the server that stands for its host, header by header. */
async function passOn(request: Request, hosts: Record<string, string>): Promise<Response> {
  const url = new URL(request.url);
  const target = `${hosts[url.host] ?? url.origin}${url.pathname}${url.search}`;
  const { method, headers } = request;
  const body = method === 'GET' ? undefined : await request.arrayBuffer();
  return fetch(target, { method, headers, body, redirect: 'manual' });
}

/** Holds a job to be over, and what is in storage to be the very bytes that the server sent. */
export async function expectSaved({ context }: Scenario, job: Job, video: Buffer): Promise<void> {
  expect(job).toMatchObject({ status: 'completed', step: null, errorCode: null });
  const sha256 = createHash('sha256').update(video).digest('hex');
  const stored = await context.storage.read(job.saved?.videoKey ?? '');
  const bytes = Buffer.concat((await stored?.toArray()) ?? []);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  expect(job.saved).toMatchObject({ sha256, bytes: video.length, type: 'video/mp4' });
}
