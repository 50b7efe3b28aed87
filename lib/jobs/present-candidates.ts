import 'server-only';
import { unixSeconds } from '@/lib/unix-seconds';
import type { findCandidates } from './candidates';
import type { CandidateList } from './wire';

const statusOf = {
  queued: 'queued',
  running: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
} as const;

/** What an unconfirmed job may have made, as the browser sees it. */
export function presentCandidates(found: Awaited<ReturnType<typeof findCandidates>>): CandidateList {
  return {
    object: 'list',
    can_list: found.canList,
    data: found.candidates.map(({ id, state, createdAt, model, prompt, score, isMatch }) => ({
      upstream_id: id,
      status: statusOf[state],
      created_at: unixSeconds(createdAt),
      model,
      prompt,
      score,
      is_match: isMatch,
    })),
  };
}
