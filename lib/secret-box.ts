import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { chmod, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { log } from '@/lib/log';

const keyFileName = 'secret.key';
const keyBytes = 32;
/** What GCM is meant for (NIST SP 800-38D §5.2.1.1); drawn anew for each seal. */
const nonceBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';
const version = 'v1';

export type SecretBox = Awaited<ReturnType<typeof openSecretBox>>;

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** The key in the file; `null` where there is none or it cannot be one, so that the studio starts nevertheless. */
async function readKey(file: string): Promise<Buffer | null> {
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) {
      await chmod(file, 0o600);
      log.warn(`${keyFileName} could be read by others on this machine; now only its owner can`);
    }
    const key = await readFile(file);
    if (key.byteLength === keyBytes) return key;
    log.warn(`${keyFileName} does not hold a key; the API keys encrypted with it have to be entered again`);
  } catch (error) {
    if (!isMissing(error)) log.warn({ err: error }, `${keyFileName} cannot be read`);
  }
  return null;
}

/** Makes the key file, all of it or nothing, and on the disk before anything is encrypted with it. */
async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  const part = `${file}.${randomUUID()}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A file that holds no key may still be worth something to a person: it is put aside, never overwritten.
  await rename(file, `${file}.${Date.now()}.damaged`).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  await rename(part, file);
  await syncFolder(path.dirname(file));
  return key;
}

/**
 * Encrypts small secrets with AES-256-GCM under a key file of the data folder, which is made on first use. A sealed
 * text is `v1:nonce:tag:ciphertext` in base64url, and opens only for the same `boundTo` that it was sealed for.
 */
export async function openSecretBox(folder: string) {
  const file = path.join(folder, keyFileName);
  let key = await readKey(file);
  let making: Promise<Buffer> | null = null;

  return {
    async seal(secret: string, boundTo: string): Promise<string> {
      making ??= key ? null : makeKey(file);
      if (making) {
        try {
          key = await making;
        } finally {
          making = null;
        }
      }
      if (!key) throw new Error(`${keyFileName} could not be made.`);
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
      sealing.setAAD(Buffer.from(boundTo));
      const ciphertext = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()]);
      const parts = [nonce, sealing.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
      return [version, ...parts].join(':');
    },

    /** The secret; `null` where the key is gone or another, or the text was changed or sealed for something else. */
    open(sealed: string, boundTo: string): string | null {
      const [found, ...parts] = sealed.split(':');
      const [nonce, tag, ciphertext, ...rest] = parts.map((part) => Buffer.from(part, 'base64url'));
      const isWhole = found === version && nonce && tag && ciphertext && rest.length === 0;
      // Node's decoder is lenient; only the one spelling that `seal` writes is taken.
      const isExact = parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
      if (!key || !isWhole || !isExact) return null;
      if (nonce.byteLength !== nonceBytes || tag.byteLength !== tagBytes) return null;
      try {
        const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
        opening.setAAD(Buffer.from(boundTo));
        opening.setAuthTag(tag);
        return Buffer.concat([opening.update(ciphertext), opening.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
