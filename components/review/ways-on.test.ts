import { expect, test } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import { waysOn } from './ways-on';

type Said = Partial<Omit<Video, 'firstframe'>> & { firstframe?: Partial<Video['firstframe']> };

function video({ firstframe, ...said }: Said): Video {
  const plain = { step: null, failures: 0, submitted_at: 1, upstream_id: null, error_param: null };
  return {
    status: 'queued',
    error: null,
    ...said,
    firstframe: { ...plain, ...firstframe },
  } as Video;
}

const unsent = { step: 'submit', submitted_at: null } as const;
function failed(code: string, more: Partial<Video['firstframe']> = {}): Video {
  return video({ status: 'failed', error: { code, message: '' }, firstframe: more });
}

test.each([
  ['is ready', video({ status: 'completed' }), []],
  ['goes on', video({ status: 'in_progress', firstframe: { step: 'poll' } }), []],
  ['waits', video({ firstframe: unsent }), ['cancel']],
  ['is paused', video({ firstframe: { ...unsent, paused: true } }), ['cancel']],
  [
    'is held off by an error',
    video({ firstframe: { ...unsent, error_code: 'provider_credit', error_message: 'No credit.' } }),
    ['resume', 'providers', 'cancel'],
  ],
  [
    'is held off by a limit',
    video({ firstframe: { ...unsent, error_code: 'daily_limit', error_message: 'Enough.' } }),
    ['limit', 'cancel'],
  ],
  ['is slow', video({ status: 'in_progress', firstframe: { step: 'poll', stalled_at: 1 } }), ['ask-now']],
  [
    'is out of reach',
    video({ status: 'in_progress', firstframe: { step: 'poll', failures: 3 } }),
    ['ask-now'],
  ],
  ['is unsure', video({ firstframe: { step: 'unsure' } }), ['look', 'attach', 'send-again', 'give-up']],
  ['was given up', failed('submit_unconfirmed'), ['look', 'attach', 'send-again']],
  ['failed there', failed('provider_error', { upstream_id: 'up_1' }), ['retry', 'ask-again']],
  ['failed for a field', failed('provider_error', { error_param: 'size' }), ['change', 'retry']],
  ['was blocked', failed('moderation_blocked', { upstream_id: 'up_1' }), ['change', 'retry', 'ask-again']],
  ['expired', failed('video_expired', { upstream_id: 'up_1' }), ['retry', 'ask-again']],
  ['was cancelled', failed('cancelled'), ['retry']],
  ['failed in a way that is not known', failed('odd'), ['retry']],
])('what helps one that %s', (_how, given, ways) => {
  expect(waysOn(given)).toEqual(ways);
});
