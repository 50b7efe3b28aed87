import 'server-only';
import { createHash } from 'node:crypto';
import type { StorageDriver } from '@/lib/storage/driver';
import type { JobContext } from './context';

/** A file that is not as it was kept, and the job that names it. */
export type FileFault = { id: string; key: string; reason: 'is missing' | 'is altered' };

async function hashOf(storage: StorageDriver, key: string): Promise<string | null> {
  const stream = await storage.read(key);
  if (!stream) return null;
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Reads every file that a job names and compares it with the checksum that was taken when it was kept. Of stills there
 * is none, so only their absence is found.
 */
export async function verifyLibrary({
  store,
  storage,
}: Pick<JobContext, 'store' | 'storage'>): Promise<{ files: number; faults: FileFault[] }> {
  const faults: FileFault[] = [];
  /** Many jobs may share a reference. */
  const seen = new Set<string>();
  const check = async (id: string, key: string, expected: string | null) => {
    if (seen.has(key)) return;
    seen.add(key);
    const found = await storage.stat(key);
    if (!found) faults.push({ id, key, reason: 'is missing' });
    else if (expected !== null && (await hashOf(storage, key)) !== expected)
      faults.push({ id, key, reason: 'is altered' });
  };
  for (const { id, saved, request, purgedAt } of await store.listAll()) {
    if (purgedAt !== null) continue;
    if (saved) {
      await check(id, saved.videoKey, saved.sha256);
      for (const key of [saved.thumbnailKey, saved.spritesheetKey]) if (key) await check(id, key, null);
    }
    for (const { key, sha256 } of request.references) await check(id, key, sha256);
  }
  return { files: seen.size, faults };
}
