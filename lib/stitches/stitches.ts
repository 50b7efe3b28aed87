import 'server-only';
import { rm, stat } from 'node:fs/promises';
import { StudioError } from '@/lib/errors';
import type { JobContext } from '@/lib/jobs/context';
import type { Saved } from '@/lib/jobs/job';
import { copyToLocalFile } from '@/lib/jobs/local-file';
import { isDiskFull } from '@/lib/jobs/room';
import type { Content } from '@/lib/jobs/video-content';
import { log } from '@/lib/log';
import { stitchVideos, wordsOf } from '@/lib/media/stitch-videos';
import { takeTurns } from '@/lib/media/take-turns';
import { newId } from '@/lib/new-id';
import { unixSeconds } from '@/lib/unix-seconds';
import { readStitchRequest, requireRoomFor } from './stitch-request';
import { openStitchStore, type StitchFault, type StitchRequest, type StoredStitch } from './stitch-store';
import type { Stitch } from './wire';

export type Stitches = ReturnType<typeof openStitches>;

/** So long a file is there to be downloaded, and a failure to be read. */
const keptMs = 3 * 24 * 3_600_000;
/** As many may wait; each takes minutes. */
const maximumOpen = 20;

const folder = 'stitches';
const keyOf = (id: string) => `${folder}/${id}.mp4`;

function faultOf(error: unknown): StitchFault {
  if (isDiskFull(error) && !(error instanceof StudioError))
    return { code: 'storage_full', message: 'The disk that holds the data folder is full.', param: null };
  const { code, param } = error instanceof StudioError ? error : { code: 'internal' as const, param: null };
  return { code, message: wordsOf(error), param };
}

const goneFault = (place: number) =>
  new StudioError('gone', `Video ${place + 1} is no longer here.`, { param: `videos[${place}].id` });

/** The file of each part. @throws StudioError `gone` naming one that was deleted for good while the stitch waited */
async function findVideos(context: JobContext, parts: StitchRequest['parts']): Promise<Saved[]> {
  const videos: Saved[] = [];
  for (const [place, { id }] of parts.entries()) {
    const job = await context.store.find(id);
    if (!job?.saved || job.purgedAt !== null) throw goneFault(place);
    videos.push(job.saved);
  }
  return videos;
}

function present({ id, request, status, progress, made, error, createdAt, endedAt }: StoredStitch): Stitch {
  const { isCopied: copied, ...video } = made ?? { isCopied: false };
  return {
    id,
    object: 'stitch',
    status,
    progress,
    videos: request.parts.map((part) => ({
      id: part.id,
      first_frame: part.firstFrame ?? null,
      last_frame: part.lastFrame ?? null,
    })),
    size: request.size ?? null,
    fit: request.fit,
    created_at: unixSeconds(createdAt),
    expires_at: unixSeconds(endedAt === null ? null : endedAt + keptMs),
    made: 'width' in video ? { copied, ...video } : null,
    error,
  };
}

/** Videos made of others, end to end: asked for, made one at a time, kept for some days. */
export function openStitches(context: JobContext) {
  const { storage, now } = context;
  const store = openStitchStore(context.database);
  // A video takes all of a core, and the studio has others to see to.
  const takeTurn = takeTurns(1);
  const inHand = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  let isStopping = false;

  async function make(id: string, { parts, size, fit }: StitchRequest, signal: AbortSignal): Promise<void> {
    const copies = new Map<string, string>();
    const outputPath = await storage.temporaryPath('mp4');
    try {
      await store.setProgress(id, 0);
      const videos = await findVideos(context, parts);
      const bytesOfAll = videos.reduce((sum, { bytes }) => sum + bytes, 0);
      // Once more: what others made while it waited is on the disk too.
      await requireRoomFor(context, bytesOfAll);
      for (const [place, { videoKey }] of videos.entries()) {
        signal.throwIfAborted();
        if (copies.has(videoKey)) continue;
        const copy = await copyToLocalFile(storage, videoKey, 'mp4');
        if (!copy) throw goneFault(place);
        copies.set(videoKey, copy);
      }
      const [width, height] = size?.split('x').map(Number) ?? [];
      let told = Promise.resolve();
      const made = await stitchVideos({
        parts: parts.map(({ id: _id, ...cut }, place) => {
          return { path: copies.get(videos[place]?.videoKey ?? '') ?? '', ...cut };
        }),
        size: width && height ? { width, height } : null,
        ...{ fit, outputPath, signal },
        onProgress(percent) {
          // How far it is counts for little beside the end.
          told = told.then(() => store.setProgress(id, percent)).catch(() => {});
        },
      });
      await told;
      const { size: bytes } = await stat(outputPath);
      signal.throwIfAborted();
      await storage.putFile(keyOf(id), outputPath);
      await store.complete(id, { ...made, bytes }, now());
    } finally {
      for (const copy of [outputPath, ...copies.values()]) await rm(copy, { force: true });
    }
  }

  async function run(id: string, request: StitchRequest, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      await make(id, request, signal);
    } catch (error) {
      // It was taken back, or the studio stops, and it will be begun anew.
      if (signal.aborted) return;
      const fault = faultOf(error);
      if (fault.code === 'internal') log.warn({ stitch: id, err: error }, 'videos could not be stitched');
      await store.fail(id, fault, now());
    } finally {
      inHand.delete(id);
    }
  }

  function begin({ id, request }: Pick<StoredStitch, 'id' | 'request'>): void {
    const stop = new AbortController();
    const ended = takeTurn(() => run(id, request, stop.signal)).catch((error: unknown) => {
      log.error({ stitch: id, err: error }, 'the end of a stitch is not written down');
    });
    inHand.set(id, { stop, ended });
  }

  async function find(id: string): Promise<StoredStitch> {
    const stitch = await store.find(id);
    if (stitch) return stitch;
    throw new StudioError('not_found', `There is no stitch with the id "${id.slice(0, 80)}".`);
  }

  async function remove(id: string): Promise<void> {
    const work = inHand.get(id);
    work?.stop.abort(new StudioError('cancelled', 'It was taken back.'));
    // One that only waits has nothing to end.
    if ((await store.find(id))?.status !== 'queued') await work?.ended;
    await store.remove(id);
    await storage.delete(keyOf(id));
  }

  return {
    /**
     * Asks for one. It is made as soon as those before it are.
     * @throws StudioError naming the field, `videos[2].id`; `storage_full`, or `rate_limited` where many wait already
     */
    async create(body: unknown): Promise<Stitch> {
      const request = await readStitchRequest(context, body);
      if ((await store.listOpen()).length >= maximumOpen)
        throw new StudioError('rate_limited', `${maximumOpen} are waiting already; wait for one of them.`);
      const createdAt = now();
      const id = newId('stitch', createdAt);
      await store.insert(id, request, createdAt);
      if (!isStopping) begin({ id, request });
      return present(await find(id));
    },

    async list(): Promise<Stitch[]> {
      return (await store.list()).map(present);
    },

    /** @throws StudioError `not_found` */
    async read(id: string): Promise<Stitch> {
      return present(await find(id));
    },

    /** Its file. @throws StudioError `not_found`, `not_ready` before it is made, `gone` */
    async findContent(id: string): Promise<Content> {
      const { status, createdAt } = await find(id);
      if (status === 'failed') throw new StudioError('not_found', 'It failed, so it has no content.');
      if (status !== 'completed') throw new StudioError('not_ready', `It is not ready yet: it is ${status}.`);
      const found = await storage.stat(keyOf(id));
      if (!found) throw new StudioError('gone', 'The file is no longer in the data folder.');
      const filename = `${new Date(createdAt).toISOString().slice(0, 10)}_stitch_${id.slice(-6)}.mp4`;
      return { key: keyOf(id), type: 'video/mp4', size: found.size, etag: `"${id}"`, filename };
    },

    /** Takes one back, or deletes what was made. @throws StudioError `not_found` */
    async remove(id: string): Promise<void> {
      await find(id);
      await remove(id);
    },

    /** Begins anew what an earlier process did not end. */
    async recover(): Promise<void> {
      for (const stitch of await store.listOpen()) begin(stitch);
    },

    /** Deletes what has been kept for long enough, and files that nothing is known of. */
    async forgetOld(): Promise<void> {
      // Before the rows, so that what is made meanwhile is not among them.
      const files = await storage.list(folder);
      const known = await store.list();
      for (const { id, endedAt } of known)
        if (endedAt !== null && endedAt <= now() - keptMs) await remove(id);
      const keys = new Set(known.map(({ id }) => keyOf(id)));
      for (const { key } of files) if (!keys.has(key)) await storage.delete(key);
    },

    /** Ends what is being made; it will be begun anew. */
    async stop(): Promise<void> {
      isStopping = true;
      const open = [...inHand.values()];
      for (const { stop } of open) stop.abort(new StudioError('unavailable', 'The studio stops.'));
      await Promise.all(open.map(({ ended }) => ended));
    },
  };
}
