import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StudioError } from '@/lib/errors';
import { inspectVideo } from '@/lib/media/inspect-video';
import type { StorageDriver, StoredObject } from '@/lib/storage/driver';
import { type Saved, spellState } from './job';
import { copyToLocalFile } from './local-file';
import { newJob } from './new-job';
import { type Sidecar, videoFolder, videoNames } from './sidecar';
import { readSidecar } from './sidecar-file';
import type { NewJob } from './store';
import { videoIdSchema } from './video-id';

/** A folder of storage that holds a video, with what its sidecar says; `fault` is why that cannot be read. */
export type FoundVideo = {
  id: string;
  file: StoredObject;
  sidecar: Sidecar | null;
  fault: string | null;
};

/** Every folder in storage that holds a video. What holds none is not one yet, and is left alone. */
export async function findVideos(storage: StorageDriver): Promise<FoundVideo[]> {
  const names: string[] = Object.values(videoNames);
  const found: FoundVideo[] = [];
  for (const file of await storage.list('videos')) {
    const [, id = '', name = '', ...deeper] = file.key.split('/');
    if (!names.includes(name) || deeper.length > 0 || !videoIdSchema.safeParse(id).success) continue;
    if (found.at(-1)?.id === id) continue;
    try {
      const sidecar = await readSidecar(storage, id);
      if (sidecar && sidecar.id !== id)
        throw new StudioError('invalid_request', `It is the description of ${sidecar.id}.`);
      found.push({ id, file, sidecar, fault: null });
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      found.push({ id, file, sidecar: null, fault: error.message });
    }
  }
  return found;
}

/** When a video was asked for, as its id says (see `newId`), else when its file was written. */
function createdAtOf({ id, file }: FoundVideo): number {
  const [, hexadecimal] = /^video_([0-9a-f]{12})[0-9a-f]{24}$/.exec(id) ?? [];
  return hexadecimal ? Number.parseInt(hexadecimal, 16) : file.modifiedAt;
}

/**
 * Opens a video of which nothing is known but its file, and gives it the stills that it lacks.
 * @returns a completed job without a prompt, whose provider is unknown
 * @throws StudioError `archive_failed` when it is no video
 */
export async function probeVideo(storage: StorageDriver, found: FoundVideo): Promise<NewJob> {
  const videoPath = await copyToLocalFile(storage, found.file.key, 'part');
  if (!videoPath) throw new StudioError('gone', 'The file is no longer in the data folder.');
  const posterPath = await storage.temporaryPath('webp');
  const spritesheetPath = await storage.temporaryPath('jpg');
  try {
    const hash = createHash('sha256');
    await pipeline(createReadStream(videoPath), hash);
    const { hasPoster, hasSpritesheet, ...inside } = await inspectVideo({
      videoPath,
      posterPath,
      spritesheetPath,
    });
    const folder = videoFolder(found.id);
    const keep = async (name: string, path: string, isMade: boolean) => {
      const key = `${folder}/${name}`;
      if (await storage.stat(key)) return key;
      if (isMade) await storage.putFile(key, path);
      return isMade ? key : null;
    };
    const saved: Saved = {
      ...inside,
      bytes: found.file.size,
      sha256: hash.digest('hex'),
      videoKey: found.file.key,
      thumbnailKey: await keep('thumbnail.webp', posterPath, hasPoster),
      spritesheetKey: await keep('spritesheet.jpg', spritesheetPath, hasSpritesheet),
    };
    const createdAt = createdAtOf(found);
    const given = { id: found.id, batchId: found.id, requestHash: '', idempotencyKey: null, createdAt };
    const request = { prompt: '', references: [] };
    return {
      ...newJob({ ...given, providerId: 'unknown', model: 'unknown', request }),
      ...spellState('completed'),
      progress: 100,
      saved,
      completedAt: found.file.modifiedAt,
      dueAt: null,
    };
  } finally {
    await Promise.all([videoPath, posterPath, spritesheetPath].map((path) => rm(path, { force: true })));
  }
}
