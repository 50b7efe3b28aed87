import { expect, test } from 'vitest';
import { errorCodeList } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import en from '@/messages/en.json';
import { chargeOfRefusal, chargeOfVideo } from './charge';

const video = (code: string | null, upstreamId: string | null, step: string | null = null) =>
  ({
    error: code === null ? null : { code, message: '' },
    firstframe: { upstream_id: upstreamId, step },
  }) as Video;

test.each([
  [null, null, null, null],
  [null, 'up_1', 'poll', null],
  [null, null, 'unsure', 'maybe'],
  ['submit_unconfirmed', null, null, 'maybe'],
  ['provider_auth', null, null, 'no'],
  ['moderation_blocked', null, null, 'no'],
  ['moderation_blocked', 'up_1', null, 'maybe'],
  ['provider_error', 'up_1', null, 'maybe'],
  ['video_expired', 'up_1', null, 'likely'],
  ['archive_failed', null, null, 'likely'],
  ['cancelled', null, null, 'no'],
])('a video with the error %s, the id %s and the step %s: %s', (code, upstreamId, step, charge) => {
  expect(chargeOfVideo(video(code, upstreamId, step))).toBe(charge);
});

test('a refused create costs nothing, and one that may have gone on may', () => {
  expect(chargeOfRefusal('provider_credit')).toBe('no');
  expect(chargeOfRefusal('internal')).toBe('maybe');
  expect(chargeOfRefusal('unreachable')).toBe('maybe');
});

test('each error has a sentence that says what happened, and one that says what to do', () => {
  const codes = [...errorCodeList, 'unreachable'].sort();
  expect(Object.keys(en.errors).sort()).toEqual(codes);
  expect(Object.keys(en.advice).sort()).toEqual(codes);
});
