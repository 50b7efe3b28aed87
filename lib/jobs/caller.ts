import 'server-only';
import { createHash } from 'node:crypto';
import { StudioError } from '@/lib/errors';
import { grantOf } from '@/lib/grant';

/** What a request says of who sends it, and of whether it was sent before. */
export type Caller = {
  idempotencyKey: string | null;
  /** How often the caller has sent this request before, where it says so: OpenAI's SDKs do, and send no key. */
  retries: number;
  /** A hash of the token that it came with, whether we know it or not: tells callers apart when they repeat. */
  tokenHash: string | null;
  /** By whom it was let in; what one may make in a minute is counted by it. */
  holder: string;
};

const longestKey = 255;

/**
 * Who sends a request.
 * @throws StudioError `invalid_request` for an `Idempotency-Key` that is too long
 */
export function readCaller(request: Request): Caller {
  const { headers } = request;
  const key = headers.get('idempotency-key')?.trim() || null;
  if (key !== null && key.length > longestKey) {
    throw new StudioError('invalid_request', `Idempotency-Key may be ${longestKey} characters long.`, {
      param: 'Idempotency-Key',
    });
  }
  // openai-node 7.55 `src/client.ts`: 0 on the first try, then 1 and 2.
  const count = headers.get('x-stainless-retry-count')?.trim() ?? '';
  const token = headers.get('authorization');
  return {
    idempotencyKey: key,
    retries: /^\d{1,4}$/.test(count) ? Number(count) : 0,
    tokenHash: token === null ? null : createHash('sha256').update(token).digest('hex'),
    holder: grantOf(request).holder,
  };
}
