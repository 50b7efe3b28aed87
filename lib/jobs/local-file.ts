import 'server-only';
import { createWriteStream } from 'node:fs';
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
  await pipeline(source, createWriteStream(target));
  return target;
}
