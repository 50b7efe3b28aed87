import 'server-only';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { StudioError } from '@/lib/errors';

export type CreatesAllowance = ReturnType<typeof openCreatesAllowance>;

/** Counts the videos that each caller asks for, so that a runaway program or a stolen token spends little. */
export function openCreatesAllowance(perMinute: number) {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    /**
     * Takes the videos of one create off the allowance of its caller.
     * @throws StudioError `rate_limited`, or `invalid_request` where no waiting helps
     */
    async take(holder: string, videos: number): Promise<void> {
      if (videos > perMinute) {
        const message = `${videos} videos at once are too many: ${perMinute} videos a minute can be asked for here (FIRSTFRAME_CREATES_PER_MINUTE). Send fewer at once.`;
        throw new StudioError('invalid_request', message);
      }
      try {
        await limiter.consume(holder, videos);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const message = `${perMinute} videos a minute can be asked for here (FIRSTFRAME_CREATES_PER_MINUTE). Nothing was sent.`;
        throw new StudioError('rate_limited', message, { retryAfterMs: refusal.msBeforeNext });
      }
    },
  };
}
