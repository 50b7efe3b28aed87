import 'server-only';
import type { StorageDriver } from '@/lib/storage/driver';
import { inlineKey } from './inline-video';
import { dropParts } from './partial-download';
import { sidecarKey, videoFolder } from './sidecar';

/** Deletes all that is kept of one video. The sidecar goes first: without it nothing can bring the video back. */
export async function dropFiles(storage: StorageDriver, id: string): Promise<void> {
  await storage.delete(sidecarKey(id));
  await dropParts(storage, id);
  const files = await storage.list(videoFolder(id));
  await Promise.all([inlineKey(id), ...files.map(({ key }) => key)].map((key) => storage.delete(key)));
}
