import 'server-only';
import { StudioError } from '@/lib/errors';
import type { StorageDriver } from '@/lib/storage/driver';

/** Below it nothing new is begun: the rest is for what was paid for already, and for the database. */
const leastFreeBytes = 200 * 1024 * 1024;

/** How long a job that finds the disk full rests. It goes on by itself once there is room. */
export const fullPauseMs = 30_000;

/**
 * Whether so many bytes can be stored and the floor is still kept. Where the driver cannot know, there is room.
 */
export async function hasRoom(storage: StorageDriver, bytes = 0): Promise<boolean> {
  const free = await storage.freeBytes();
  return free === null || free - bytes >= leastFreeBytes;
}

/** Whether writing failed for want of room, whoever says so. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof StudioError) return error.code === 'storage_full';
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));
}

/**
 * @param bytes what is to be stored at once
 * @throws StudioError `storage_full`, before anything is spent on a video that could not be kept
 */
export async function requireRoom(storage: StorageDriver, bytes = 0): Promise<void> {
  if (await hasRoom(storage, bytes)) return;
  const message = 'The disk that holds the data folder is nearly full, so nothing was sent. Make room first.';
  throw new StudioError('storage_full', message);
}
