import type { Readable } from 'node:stream';

/** An object as a listing tells of it: its size in bytes, and when it was put (Unix milliseconds). */
export type StoredObject = { key: string; size: number; modifiedAt: number };

/**
 * Where bytes live. One implementation per place; `driver-contract.ts` is the executable form of this page.
 *
 * A key is a relative path of safe segments (`[a-z0-9][a-z0-9._-]*`, joined by `/`); anything else throws.
 * An object is whole or absent: a reader never sees half of one. Absence is `null`, never an error.
 */
export type StorageDriver = {
  /**
   * Moves a finished local file under `key`, replacing what was there, and returns once it is durable.
   * The local file is gone afterwards. Throws `storage_full` when there is no room; the local file then stays.
   */
  putFile(key: string, localPath: string): Promise<void>;
  /** Size in bytes, or `null` when there is no such object. */
  stat(key: string): Promise<{ size: number } | null>;
  /** A stream of the bytes `start`–`end` (both inclusive, as in HTTP), or of all; `null` when absent. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable | null>;
  /** Deletes the object; succeeds when it is gone already. */
  delete(key: string): Promise<void>;
  /** Every object below a folder (a key's first segments), by key. Empty when there is no such folder. */
  list(folder: string): Promise<StoredObject[]>;
  /** A fresh path for a file that is being made, on the same volume as the objects where there is one. */
  temporaryPath(extension: string): Promise<string>;
  /** Bytes that can still be stored, or `null` where that is unknowable. */
  freeBytes(): Promise<number | null>;
};
