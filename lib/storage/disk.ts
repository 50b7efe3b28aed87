import 'server-only';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { StudioError } from '@/lib/errors';
import type { StorageDriver, StoredObject } from './driver';

const safeKey = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

/** Waits until a file's bytes, or a folder's entries, are on the disk itself. */
async function flush(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes the folders that hold new folders, from the innermost new one out: each is an entry of the one above it. */
async function flushMade(innermost: string, outermost: string): Promise<void> {
  for (let folder = innermost; ; folder = path.dirname(folder)) {
    await flush(path.dirname(folder));
    if (folder === outermost) return;
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/**
 * Objects as files below one folder. A file appears by rename only after its bytes are flushed, and the folder is
 * flushed after that, so that neither a kill nor a power cut leaves half an object under a key. The folder itself may be
 * a link to another place; a link inside it leads nowhere.
 */
export async function openDiskStorage(folder: string): Promise<StorageDriver> {
  const temporaryFolder = path.join(folder, 'tmp');
  // One process owns the folder, so whatever is being made at start belongs to nobody any more.
  await rm(temporaryFolder, { recursive: true, force: true });
  await mkdir(temporaryFolder, { recursive: true });

  const root = await realpath(folder);

  function locate(key: string): string {
    if (!safeKey.test(key)) throw new StudioError('internal', `"${key}" is not a storage key.`);
    return path.join(root, ...key.split('/'));
  }

  /** Throws where a link would lead out of the folder; what is not there leads nowhere either. */
  async function requireInside(place: string): Promise<void> {
    const real = await realpath(place).catch((error: unknown) =>
      hasCode(error, 'ENOENT', 'ENOTDIR') ? place : Promise.reject(error),
    );
    if (real !== place) throw new StudioError('internal', `A link at ${place} leads elsewhere.`);
  }

  return {
    async putFile(key, localPath) {
      const target = locate(key);
      try {
        const parent = path.dirname(target);
        for (let above = parent; above !== root; above = path.dirname(above)) await requireInside(above);
        const made = await mkdir(parent, { recursive: true });
        await flush(localPath);
        await rename(localPath, target);
        await flush(parent);
        if (made !== undefined) await flushMade(parent, made);
      } catch (error) {
        if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
          throw new StudioError('storage_full', 'The disk that holds the data folder is full.', {
            cause: error,
          });
        }
        throw error;
      }
    },

    async stat(key) {
      const file = locate(key);
      await requireInside(path.dirname(file));
      try {
        const found = await lstat(file);
        return found.isFile() ? { size: found.size } : null;
      } catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
        throw error;
      }
    },

    async read(key, range) {
      const file = locate(key);
      await requireInside(path.dirname(file));
      try {
        const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
        // One large read at a time is what keeps a slow reader cheap and a fast one fast.
        return handle.createReadStream({ ...range, highWaterMark: 256 * 1024 });
      } catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return null;
        throw error;
      }
    },

    async delete(key) {
      const file = locate(key);
      await requireInside(path.dirname(file));
      await rm(file, { force: true });
    },

    async list(below) {
      const top = locate(below);
      await requireInside(top);
      const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch((error: unknown) =>
        hasCode(error, 'ENOENT', 'ENOTDIR') ? [] : Promise.reject(error),
      );
      const files = entries.filter((entry) => entry.isFile());
      const found = files.map(async (entry): Promise<StoredObject | null> => {
        const file = path.join(entry.parentPath, entry.name);
        const key = path.relative(root, file).split(path.sep).join('/');
        // What others have put into the folder is none of ours.
        if (!safeKey.test(key)) return null;
        const { size, mtimeMs } = await lstat(file);
        return { key, size, modifiedAt: Math.floor(mtimeMs) };
      });
      const objects = (await Promise.all(found)).filter((object) => object !== null);
      return objects.sort((one, other) => (one.key < other.key ? -1 : 1));
    },

    async temporaryPath(extension) {
      return path.join(temporaryFolder, `${randomUUID()}.${extension}`);
    },

    async freeBytes() {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
