import 'server-only';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What every token made here begins with, so that people, and scanners of leaked secrets, know one. */
export const tokenPrefix = 'ff_';

/** A secret that cannot be guessed: 256 bits, in letters that any header carries. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is kept of a secret. Fast on purpose: 256 random bits leave nothing to try, so a slow hash would only slow down
 * every request. `with` is a second secret without which it does not match.
 */
export function hashSecret(secret: string, { with: other = '' }: { with?: string } = {}): string {
  return createHash('sha256').update(`${secret}\n${other}`).digest('hex');
}

/** Compares two texts in a time that says nothing of where they differ, nor of their lengths. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
