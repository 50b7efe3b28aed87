import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@/lib/db/open';
import type { Asked } from '@/lib/grant';
import { openAccess } from './access';
import { openAccessStore } from './access-store';
import { openTokens } from './tokens';

export const accessToken = 'the-token-of-this-studio';

/** A request with some headers, from a page of ours unless they say otherwise. */
export function asked(headers: Record<string, string> = {}, method = 'GET'): Asked {
  const all = { 'firstframe-peer': '203.0.113.7', ...headers };
  return { method, header: (name) => all[name as keyof typeof all] ?? null };
}

export const fromPage = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' };

/** The rows are real; the clock is the test's. */
export async function openTestAccess(given: { accessToken: string | null } = { accessToken }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-access-'));
  const database = await openDatabase(folder);
  const clock = { now: 1_800_000_000_000 };
  const store = openAccessStore(database);
  const now = () => clock.now;
  const access = openAccess({ store, now, ...given });
  return {
    database,
    clock,
    store,
    access,
    tokens: openTokens(store, now),
    /** The same rows under another access token, as after a start with it. */
    restart: (other: string | null) => openAccess({ store, now, accessToken: other }),
  };
}

/** The `Cookie` that a browser sends after a `Set-Cookie`. */
export function cookieOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? '';
}
