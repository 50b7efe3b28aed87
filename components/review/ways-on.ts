import { tileKind } from '@/components/gallery/tile-state';
import { type Way, ways } from '@/components/unsure/ways';
import type { Video } from '@/lib/jobs/wire';
import { nextStepOf } from './next-step';

/** Something that helps a video on that is not ready. */
export type WayOn =
  | Way
  | 'resume'
  | 'providers'
  | 'limit'
  | 'cancel'
  | 'ask-now'
  | 'change'
  | 'retry'
  | 'ask-again';

/** All that helps a video on, what helps most first; nothing where it is ready, or goes on as it should. */
export function waysOn(video: Video): WayOn[] {
  const { error, firstframe } = video;
  const step = nextStepOf(video);
  // One that was given up can still be found.
  if (step === 'look') return ways.filter((way) => error === null || way !== 'give-up');
  const cancel: WayOn[] = firstframe.step === 'submit' && firstframe.submitted_at === null ? ['cancel'] : [];
  switch (tileKind(video)) {
    case 'held':
      if (firstframe.error_code === 'daily_limit') return ['limit', ...cancel];
      return [...(firstframe.error_code ? (['resume'] as const) : []), 'providers', ...cancel];
    case 'stalled':
    case 'reconnecting':
      return ['ask-now'];
    case 'failed':
    case 'moderated':
    case 'expired':
    case 'cancelled':
      return [
        ...(step === 'change' ? (['change'] as const) : []),
        'retry',
        ...(firstframe.upstream_id === null ? [] : (['ask-again'] as const)),
      ];
    default:
      return cancel;
  }
}
