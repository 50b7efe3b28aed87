import 'server-only';
import { createReadStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { StorageDriver } from '@/lib/storage/driver';

/**
 * Storage in which everything that is there can be read, and in which nothing that is put stays: for work that is done to
 * be looked at, and leaves nothing behind.
 */
export function openScratchStorage(storage: StorageDriver) {
  const files = new Map<string, string>();
  const scratch: StorageDriver = {
    ...storage,
    async putFile(key, localPath) {
      // Whoever puts a file takes its old path away.
      const path = files.get(key) ?? (await storage.temporaryPath('scratch'));
      await rename(localPath, path);
      files.set(key, path);
    },
    async stat(key) {
      const path = files.get(key);
      return path === undefined ? storage.stat(key) : { size: (await stat(path)).size };
    },
    async read(key, range) {
      const path = files.get(key);
      return path === undefined ? storage.read(key, range) : createReadStream(path, range);
    },
    async delete(key) {
      const path = files.get(key);
      files.delete(key);
      if (path !== undefined) await rm(path, { force: true });
    },
  };
  return {
    storage: scratch,
    /** Takes away all that was put. */
    async drop(): Promise<void> {
      await Promise.all([...files.values()].map((path) => rm(path, { force: true })));
      files.clear();
    },
  };
}
