import { describe, expect, test } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import { formatElapsed, formatLength, tileKind, tileRatio, videoRatio } from './tile-state';

function video(
  status: Video['status'],
  step: Video['firstframe']['step'],
  failures = 0,
  code?: string,
): Video {
  return { status, error: code ? { code, message: '' } : null, firstframe: { step, failures } } as Video;
}

/** One that goes on, with more said of it. */
function held(said: Partial<Video['firstframe']>): Video {
  const given = video('queued', 'submit');
  return { ...given, firstframe: { ...given.firstframe, ...said } };
}

describe('tileKind', () => {
  test.each([
    [video('queued', 'submit'), 'queued'],
    [video('queued', 'submit', 5), 'queued'],
    [video('queued', 'unsure'), 'unsure'],
    [video('in_progress', 'poll'), 'running'],
    [video('in_progress', 'poll', 1), 'running'],
    [video('in_progress', 'poll', 2), 'reconnecting'],
    [video('in_progress', 'archive'), 'saving'],
    [video('in_progress', 'archive', 3), 'reconnecting'],
    [held({ error_message: 'No credit left.' }), 'held'],
    [held({ error_message: 'No credit left.', paused: true }), 'paused'],
    [held({ error_message: 'Connection refused.', failures: 1 }), 'queued'],
    [held({ step: 'poll', upstream_queued: true }), 'waiting'],
    [held({ step: 'poll', upstream_queued: true, failures: 2 }), 'reconnecting'],
    [held({ step: 'poll', upstream_queued: true, stalled_at: 1 }), 'stalled'],
    [held({ step: 'poll', stalled_at: 1 }), 'stalled'],
    [held({ step: 'poll', stalled_at: 1, failures: 2 }), 'reconnecting'],
    [video('completed', null), 'ready'],
    [video('failed', null, 0, 'provider_error'), 'failed'],
    [video('failed', null, 0, 'moderation_blocked'), 'moderated'],
    [video('failed', null, 0, 'video_expired'), 'expired'],
    [video('failed', null, 0, 'cancelled'), 'cancelled'],
  ])('%# is %s', (given, kind) => {
    expect(tileKind(given)).toBe(kind);
  });
});

test.each([
  ['1280x720', 16 / 9],
  ['720x1280', 9 / 16],
  ['10x1000', 0.4],
  ['1000x10', 3],
  ['', 16 / 9],
  [null, 16 / 9],
  ['axb', 16 / 9],
])('the ratio of %j is %d', (size, ratio) => {
  expect(tileRatio(size)).toBeCloseTo(ratio);
});

test('elapsed time reads like a clock', () => {
  expect([0, 9_999, 80_000, 3_599_000, 3_723_000, -5].map(formatElapsed)).toEqual([
    '0:00',
    '0:09',
    '1:20',
    '59:59',
    '1:02:03',
    '0:00',
  ]);
  expect([4, 3.96, 12.4, 75].map(formatLength)).toEqual(['0:04', '0:04', '0:12', '1:15']);
});

describe('videoRatio', () => {
  const shaped = (size: string, asked: string | null) =>
    ({ size, firstframe: { asked: { size: asked } } }) as Video;

  test('stays as asked when the file is a little off', () => {
    expect(videoRatio(shaped('1280x704', '1280x720'))).toBe(1280 / 720);
    expect(videoRatio(shaped('720x1248', '720x1280'))).toBe(720 / 1280);
  });

  test('follows a file that has another shape, or whose size nobody asked for', () => {
    expect(videoRatio(shaped('720x1280', '1280x720'))).toBe(720 / 1280);
    expect(videoRatio(shaped('1024x1024', null))).toBe(1);
  });

  test('is what was asked while there is no file', () => {
    expect(videoRatio(shaped('480x854', '480x854'))).toBe(480 / 854);
    expect(videoRatio(shaped('', null))).toBe(16 / 9);
  });
});
