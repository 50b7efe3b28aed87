import type { Video } from '@/lib/jobs/wire';

/** Whether money is gone, as far as anyone can tell: a key below `charged` in the messages. */
export type Charge = 'no' | 'earlier' | 'maybe' | 'likely';

/** Ends at which the video was made, and so paid for, though it did not reach us. */
const madeForNothing = new Set(['video_expired', 'archive_failed']);

/** Whether a video that was not made, or not saved, has cost something; `null` where there is nothing to ask. */
export function chargeOfVideo({ error, firstframe }: Pick<Video, 'error' | 'firstframe'>): Charge | null {
  if (firstframe.step === 'unsure' || error?.code === 'submit_unconfirmed') return 'maybe';
  if (!error) return null;
  if (madeForNothing.has(error.code)) return 'likely';
  // Without an id from the provider nothing was accepted, and only what is accepted can cost.
  if (firstframe.upstream_id !== null) return 'maybe';
  return firstframe.sent_again ? 'earlier' : 'no';
}

/** Answers that leave it open whether the request went on to the provider. */
const leavesOpen = new Set(['internal', 'unreachable', 'submit_unconfirmed']);

/** Whether a create that came back with an error has cost something. A refusal proves that nothing was made. */
export function chargeOfRefusal(code: string): Charge {
  return leavesOpen.has(code) ? 'maybe' : 'no';
}
