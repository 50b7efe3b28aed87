import { expect, test } from 'vitest';
import { errorCodeList } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';
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

test.each(['provider_rejected', 'provider_auth', 'network', 'cancelled'])(
  'where an unsure one was sent again and ended with %s, nobody says that nothing was charged',
  (code) => {
    const { error, firstframe } = video(code, null);
    expect(chargeOfVideo({ error, firstframe: { ...firstframe, sent_again: true } })).toBe('earlier');
  },
);

test('a refused create costs nothing, and one that may have gone on may', () => {
  expect(chargeOfRefusal('provider_credit')).toBe('no');
  expect(chargeOfRefusal('internal')).toBe('maybe');
  expect(chargeOfRefusal('unreachable')).toBe('maybe');
});

test.each([
  ['English', en],
  ['Chinese', zh],
])('%s has for each error a sentence on what happened, on money and on what to do', (_language, messages) => {
  const codes = [...errorCodeList, 'unreachable'].sort();
  expect(Object.keys(messages.errors).sort()).toEqual(codes);
  expect(Object.keys(messages.advice).sort()).toEqual(codes);
  expect(Object.keys(messages.charged)).toEqual(['no', 'earlier', 'maybe', 'likely']);
  const { errors, charged, advice } = messages;
  for (const sentence of [errors, charged, advice].flatMap((sentences) => Object.values(sentences))) {
    expect(sentence).toMatch(/^[^\s_{}][^_{}]+[.。]$/);
  }
});
