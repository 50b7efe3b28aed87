import 'server-only';
import { rm, writeFile } from 'node:fs/promises';
import { StudioError } from '@/lib/errors';
import type { StorageDriver } from '@/lib/storage/driver';
import { type Sidecar, sidecarKey, sidecarSchema } from './sidecar';

/** A prompt, the settings and some warnings: no honest sidecar comes near it. */
export const longestSidecarBytes = 4 * 1024 * 1024;

/**
 * Reads the text of a sidecar.
 * @throws StudioError `invalid_request`, saying where it is not right
 */
export function parseSidecar(text: string): Sidecar {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new StudioError('invalid_request', 'The description of the video is not JSON.', { cause });
  }
  const parsed = sidecarSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'its top';
  throw new StudioError(
    'invalid_request',
    `The description of the video is not right at ${place}: ${issue?.message}`,
  );
}

/** The sidecar in storage, byte for byte; `null` when there is none. @throws StudioError `too_large` */
export async function readSidecarBytes(storage: StorageDriver, id: string): Promise<Buffer | null> {
  const found = await storage.stat(sidecarKey(id));
  if (!found) return null;
  if (found.size > longestSidecarBytes)
    throw new StudioError('too_large', 'The description of the video is too long to be one.');
  const stream = await storage.read(sidecarKey(id));
  return stream && Buffer.concat(await stream.toArray());
}

/** The sidecar in storage; `null` when there is none. Throws as {@link readSidecarBytes} and {@link parseSidecar}. */
export async function readSidecar(storage: StorageDriver, id: string): Promise<Sidecar | null> {
  const bytes = await readSidecarBytes(storage, id);
  return bytes && parseSidecar(bytes.toString());
}

/** The text of a sidecar, as {@link parseSidecar} reads it. */
export function spellSidecar(sidecar: Sidecar): string {
  return `${JSON.stringify(sidecar, null, 2)}\n`;
}

/** Puts a sidecar beside its video, whole. */
export async function writeSidecar(storage: StorageDriver, sidecar: Sidecar): Promise<void> {
  const path = await storage.temporaryPath('json');
  try {
    await writeFile(path, spellSidecar(sidecar));
    await storage.putFile(sidecarKey(sidecar.id), path);
  } finally {
    await rm(path, { force: true });
  }
}
