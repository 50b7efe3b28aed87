import 'server-only';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { StudioError } from '@/lib/errors';

/** Wrong tries a minute: of one address, and of all together. */
const limits = { one: 10, all: 100 };
const everyone = 'all';

/** Counts wrong tries at the access token, which a person may have chosen and could be guessed. */
export function openAttempts() {
  const one = new RateLimiterMemory({ points: limits.one, duration: 60 });
  const all = new RateLimiterMemory({ points: limits.all, duration: 60 });

  const refuseAbove = (state: RateLimiterRes | null, points: number) => {
    if (state === null || state.consumedPoints < points) return;
    const message = 'There were too many wrong tries. Wait a minute, then try again.';
    throw new StudioError('rate_limited', message, { retryAfterMs: state.msBeforeNext });
  };

  return {
    /**
     * Lets an address try.
     * @throws StudioError `rate_limited`
     */
    async require(address: string): Promise<void> {
      refuseAbove(await one.get(address), limits.one);
      refuseAbove(await all.get(everyone), limits.all);
    },

    /** Notes a wrong try. */
    async note(address: string): Promise<void> {
      await Promise.all([one.penalty(address, 1), all.penalty(everyone, 1)]);
    },
  };
}
