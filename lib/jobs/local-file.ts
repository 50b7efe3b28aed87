import 'server-only';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { StorageDriver } from '@/lib/storage/driver';

/** Copies an object to a fresh local file, whichever driver holds it; `null` when there is no such object. */
export async function copyToLocalFile(
  storage: StorageDriver,
  key: string,
  extension: string,
): Promise<string | null> {
  const source = await storage.read(key);
  if (!source) return null;
  const target = await storage.temporaryPath(extension);
  try {
    await pipeline(source, createWriteStream(target));
  } catch (error) {
    // Nobody else knows of it, and where the disk is full it is what fills it.
    await rm(target, { force: true });
    throw error;
  }
  return target;
}
