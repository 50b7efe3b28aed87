import 'server-only';
import { rename } from 'node:fs/promises';
import { runChild } from '@/lib/run-child';
import type { RenderWork } from './child/render';
import type { VideoRecord } from './video-record';
import type { VideoStore } from './video-store';

/** How long a finished video can be fetched. */
const keptMs = 24 * 60 * 60 * 1_000;
/** A minute for each second of video is ten times what a slow machine needs. */
const patienceMs = 60_000;
const slowRenderMs = 20_000;

/** The files that a finished video has: by the `variant` of `/content`. */
export const variants = {
  video: { name: 'video.mp4', type: 'video/mp4' },
  thumbnail: { name: 'thumbnail.webp', type: 'image/webp' },
  spritesheet: { name: 'spritesheet.jpg', type: 'image/jpeg' },
} as const;

const failures = {
  '[demo:fail]': { code: 'server_error', message: 'The demo failed this video, as its prompt asks.' },
  '[demo:moderation]': {
    code: 'moderation_blocked',
    message: 'Your request was blocked by our moderation system.',
  },
} as const;

/** What the child is to draw. Marks such as `[demo:slow]` are for us, not for the picture. */
export function toRenderWork(store: VideoStore, record: VideoRecord): RenderWork {
  const [width = 0, height = 0] = record.size.split('x').map(Number);
  const frames = record.seconds * record.fps;
  const place = (name: string) => store.pathOf(record.id, name);
  return {
    prompt: record.prompt
      .replace(/\[demo:\w+\]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    width,
    height,
    fps: record.fps,
    frames,
    seed: record.seed,
    firstFramePath: record.firstFrame && place(record.firstFrame),
    lastFramePath: record.lastFrame && place(record.lastFrame),
    pauseMs: record.prompt.includes('[demo:slow]') ? Math.ceil(slowRenderMs / frames) : 0,
    videoPath: place(`${variants.video.name}.part`),
    thumbnailPath: place(`${variants.thumbnail.name}.part`),
    spritesheetPath: place(`${variants.spritesheet.name}.part`),
  };
}

type Running = { id: string; progress: number; cancelled: AbortController; ended: Promise<void> };

/** Renders one video after another, in the order they came, each in a process of its own. */
export class RenderQueue {
  readonly #store: VideoStore;
  readonly #now: () => number;
  readonly #stopping = new AbortController();
  readonly #waiting: string[] = [];
  #current: Running | null = null;
  #draining: Promise<void> = Promise.resolve();

  constructor(store: VideoStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  add(id: string): void {
    this.#waiting.push(id);
    if (this.#waiting.length === 1 && !this.#current) this.#draining = this.#drain();
  }

  /** The share of its frames that is encoded, from 0 to 1. */
  progressOf(id: string): number {
    return this.#current?.id === id ? this.#current.progress : 0;
  }

  /** Forgets a video that is still to be made, and ends its child if it has one, and waits until that is gone. */
  async cancel(id: string): Promise<void> {
    const index = this.#waiting.indexOf(id);
    if (index !== -1) this.#waiting.splice(index, 1);
    if (this.#current?.id !== id) return;
    this.#current.cancelled.abort();
    await this.#current.ended;
  }

  /** Ends the child and waits until it is gone. What is unfinished stays written down as it is. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const id = this.#waiting.shift();
      if (id === undefined) return;
      const record = this.#store.find(id);
      if (!record) continue;
      const ended = Promise.withResolvers<void>();
      this.#current = { id, progress: 0, cancelled: new AbortController(), ended: ended.promise };
      try {
        await this.#make({ ...record, status: 'in_progress' }, this.#current);
      } finally {
        this.#current = null;
        ended.resolve();
      }
    }
  }

  async #make(record: VideoRecord, current: Running): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, current.cancelled.signal]);
    try {
      await this.#store.save(record);
      const mark = (Object.keys(failures) as (keyof typeof failures)[]).find((word) =>
        record.prompt.includes(word),
      );
      if (mark) return await this.#store.save({ ...record, status: 'failed', error: failures[mark] });
      await this.#render(record, signal, (progress) => {
        current.progress = progress;
      });
      const completedAt = this.#now();
      const expiresAt = record.prompt.includes('[demo:expire]') ? completedAt : completedAt + keptMs;
      await this.#store.save({ ...record, status: 'completed', completedAt, expiresAt });
    } catch (error) {
      if (signal.aborted) return;
      const message =
        `The demo could not render this video. ${error instanceof Error ? error.message : ''}`.trim();
      await this.#store.save({ ...record, status: 'failed', error: { code: 'server_error', message } });
    }
  }

  async #render(
    record: VideoRecord,
    signal: AbortSignal,
    onProgress: (progress: number) => void,
  ): Promise<void> {
    const work = toRenderWork(this.#store, record);
    await runChild({
      script: 'lib/providers/demo/child/render.ts',
      input: work,
      timeoutMs: patienceMs * record.seconds,
      signal,
      onProgress,
    });
    for (const { name } of Object.values(variants)) {
      const path = this.#store.pathOf(record.id, name);
      await rename(`${path}.part`, path);
    }
  }
}
