import 'server-only';
import { randomBytes } from 'node:crypto';
import {
  type CreateRequest,
  readCreateRequest,
  readFields,
  readPrompt,
  refuseUnknown,
} from './create-request';
import { DemoError, invalidValue } from './demo-error';
import { pageOf } from './page-of';
import { RenderQueue, variants } from './render-queue';
import { sendFile } from './send-file';
import { demoModel, toVideo, type VideoRecord } from './video-record';
import { VideoStore } from './video-store';

/** How long a video is remembered after its end; its file can be fetched for the first half of that. */
const rememberedMs = 48 * 60 * 60 * 1_000;

export type DemoProvider = {
  /** Answers one request to `…/v1/…` as OpenAI's Videos API would. Never throws. */
  handle(request: Request): Promise<Response>;
  /** Ends a render that is going on. Another provider on the same folder takes up what is unfinished. */
  stop(): Promise<void>;
};

type Route = {
  method: string;
  path: RegExp;
  answer: (request: Request, id: string) => Response | Promise<Response>;
};

function notFound(id: string): DemoError {
  return new DemoError(404, `Video with id '${id}' not found.`, { param: 'video_id', code: 'not_found' });
}

class Demo {
  readonly #now: () => number;
  readonly #store: VideoStore;
  readonly #queue: RenderQueue;
  readonly #ready: Promise<void>;

  readonly #routes: Route[] = [
    {
      method: 'GET',
      path: /^\/models$/,
      answer: () => Response.json({ object: 'list', data: [this.#model()] }),
    },
    { method: 'GET', path: /^\/models\/(?<id>[^/]+)$/, answer: (_request, id) => this.#oneModel(id) },
    { method: 'POST', path: /^\/videos$/, answer: (request) => this.#create(request) },
    { method: 'GET', path: /^\/videos$/, answer: (request) => this.#list(request) },
    { method: 'GET', path: /^\/videos\/(?<id>[^/]+)$/, answer: (_request, id) => this.#show(this.#find(id)) },
    { method: 'DELETE', path: /^\/videos\/(?<id>[^/]+)$/, answer: (_request, id) => this.#delete(id) },
    {
      method: 'GET',
      path: /^\/videos\/(?<id>[^/]+)\/content$/,
      answer: (request, id) => this.#content(request, id),
    },
    {
      method: 'POST',
      path: /^\/videos\/(?<id>[^/]+)\/remix$/,
      answer: (request, id) => this.#remix(request, id),
    },
  ];

  constructor(folder: string, now: () => number) {
    this.#now = now;
    this.#store = new VideoStore(folder);
    this.#queue = new RenderQueue(this.#store, now);
    this.#ready = this.#resume();
    // Whoever asks is told; nobody asking is no reason to end the process.
    this.#ready.catch(() => {});
  }

  async handle(request: Request): Promise<Response> {
    try {
      await this.#ready;
      const [, path] = /\/v1(\/.*?)\/?$/.exec(new URL(request.url).pathname) ?? [];
      const matching = this.#routes.filter((route) => path && route.path.test(path));
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const route = matching.find((candidate) => candidate.method === method);
      if (route && path) return await route.answer(request, route.path.exec(path)?.groups?.id ?? '');
      const status = matching.length > 0 ? 405 : 404;
      throw new DemoError(status, `Invalid URL (${request.method} ${new URL(request.url).pathname})`);
    } catch (error) {
      if (error instanceof DemoError) return error.toResponse();
      const message = `The demo broke down: ${error instanceof Error ? error.message : String(error)}`;
      return new DemoError(500, message).toResponse();
    }
  }

  async stop(): Promise<void> {
    await this.#ready.catch(() => {});
    await this.#queue.stop();
  }

  /** Takes up what an earlier process left: forgets what is long over, queues what is unfinished, oldest first. */
  async #resume(): Promise<void> {
    await this.#store.load();
    for (const record of this.#store.all()) {
      const isOver = record.status === 'completed' || record.status === 'failed';
      const endedAt = record.completedAt ?? record.createdAt;
      if (isOver && endedAt + rememberedMs < this.#now()) await this.#store.remove(record.id);
      if (isOver) continue;
      await this.#store.save({ ...record, status: 'queued' });
      this.#queue.add(record.id);
    }
  }

  #find(id: string): VideoRecord {
    const record = this.#store.find(id);
    if (!record) throw notFound(id);
    return record;
  }

  #show(record: VideoRecord): Response {
    return Response.json(toVideo(record, this.#queue.progressOf(record.id)));
  }

  #model() {
    return { id: demoModel, object: 'model', created: 1_767_225_600, owned_by: 'firstframe' };
  }

  #oneModel(id: string): Response {
    if (id === demoModel) return Response.json(this.#model());
    throw new DemoError(404, `The model '${id}' does not exist.`, {
      param: 'model',
      code: 'model_not_found',
    });
  }

  #newRecord({
    firstFrame,
    lastFrame,
    ...asked
  }: Omit<CreateRequest, 'firstFrame' | 'lastFrame'> & {
    firstFrame: string | null;
    lastFrame: string | null;
  }): VideoRecord {
    return {
      id: `video_${randomBytes(16).toString('hex')}`,
      status: 'queued',
      ...asked,
      firstFrame,
      lastFrame,
      remixedFrom: null,
      createdAt: this.#now(),
      completedAt: null,
      expiresAt: null,
      error: null,
    };
  }

  async #create(request: Request): Promise<Response> {
    const { firstFrame, lastFrame, ...asked } = await readCreateRequest(request);
    const names = { firstFrame: firstFrame && 'first-frame', lastFrame: lastFrame && 'last-frame' };
    const record = this.#newRecord({ ...asked, ...names });
    await this.#store.add(record, {
      ...(firstFrame && { 'first-frame': firstFrame }),
      ...(lastFrame && { 'last-frame': lastFrame }),
    });
    this.#queue.add(record.id);
    return this.#show(record);
  }

  /** The same seed and images with a new prompt, so that the picture is kept and only what is said changes. */
  async #remix(request: Request, id: string): Promise<Response> {
    const source = this.#find(id);
    const { fields } = await readFields(request);
    refuseUnknown(fields, ['prompt']);
    const prompt = readPrompt(fields);
    if (source.status !== 'completed') {
      throw new DemoError(400, 'Only a completed video can be remixed.', {
        param: 'video_id',
        code: 'invalid_value',
      });
    }
    const { model, size, seconds, fps, seed, firstFrame, lastFrame } = source;
    const asked = { model, size, seconds, fps, seed, firstFrame, lastFrame, prompt };
    const record = { ...this.#newRecord(asked), remixedFrom: source.id };
    await this.#store.addLike(record, source);
    this.#queue.add(record.id);
    return this.#show(record);
  }

  #list(request: Request): Response {
    const { page, hasMore } = pageOf(this.#store.all(), new URL(request.url).searchParams);
    return Response.json({
      object: 'list',
      data: page.map((record) => toVideo(record, this.#queue.progressOf(record.id))),
      first_id: page[0]?.id ?? null,
      last_id: page.at(-1)?.id ?? null,
      has_more: hasMore,
    });
  }

  async #delete(id: string): Promise<Response> {
    this.#find(id);
    await this.#queue.cancel(id);
    await this.#store.remove(id);
    return Response.json({ id, object: 'video.deleted', deleted: true });
  }

  async #content(request: Request, id: string): Promise<Response> {
    const record = this.#find(id);
    const wanted = new URL(request.url).searchParams.get('variant') ?? 'video';
    if (!Object.hasOwn(variants, wanted)) {
      throw invalidValue('variant', "'variant' must be 'video', 'thumbnail' or 'spritesheet'.");
    }
    if (record.status === 'failed')
      throw new DemoError(404, 'The video failed, so there is nothing to fetch.');
    if (record.status !== 'completed') {
      throw new DemoError(409, 'The video is not ready yet. Its status must be completed first.', {
        code: 'video_not_ready',
      });
    }
    if (record.expiresAt !== null && record.expiresAt <= this.#now()) {
      throw new DemoError(404, 'The video has expired and can no longer be fetched.', {
        code: 'video_expired',
      });
    }
    const { name, type } = variants[wanted as keyof typeof variants];
    return sendFile(request, this.#store.pathOf(id, name), type);
  }
}

/**
 * A whole video provider as a function from request to answer: OpenAI's Videos API, rendered on this machine, needing no
 * key and no network. What it knows lies in `folder` and outlives the process; unfinished videos are taken up again.
 *
 * A prompt can ask it to misbehave, so that every end of a job can be tried:
 * `[demo:slow]` takes 20 s or more · `[demo:fail]` ends failed · `[demo:moderation]` ends failed with `moderation_blocked`
 * · `[demo:reject]` is refused at create with a 400 that names `prompt` · `[demo:expire]` completes, but its content has
 * expired already and answers 404.
 */
export function createDemoProvider({
  folder,
  now = Date.now,
}: {
  folder: string;
  now?: () => number;
}): DemoProvider {
  const demo = new Demo(folder, now);
  return { handle: (request) => demo.handle(request), stop: () => demo.stop() };
}
