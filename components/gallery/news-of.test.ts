import { describe, expect, test } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import { newsOf } from './news-of';

function video(id: string, status: Video['status'], step: Video['firstframe']['step'], code?: string): Video {
  return {
    id,
    status,
    error: code ? { code, message: '' } : null,
    firstframe: { step, failures: 0 },
  } as Video;
}

describe('newsOf', () => {
  test.each([
    ['ready', video('a', 'completed', null)],
    ['failed', video('a', 'failed', null, 'provider_error')],
    ['blocked', video('a', 'failed', null, 'moderation_blocked')],
    ['expired', video('a', 'failed', null, 'video_expired')],
    ['unsure', video('a', 'queued', 'unsure')],
  ])('tells that a video became %s', (_word, next) => {
    expect(newsOf(new Map([['a', 'running']]), [next])).toEqual([next]);
  });

  test('is silent about progress, and about what a person did', () => {
    expect(newsOf(new Map([['a', 'queued']]), [video('a', 'in_progress', 'poll')])).toEqual([]);
    expect(newsOf(new Map([['a', 'running']]), [video('a', 'in_progress', 'archive')])).toEqual([]);
    expect(newsOf(new Map([['a', 'queued']]), [video('a', 'failed', null, 'cancelled')])).toEqual([]);
  });

  test('is silent about what was so before, and about what was only loaded now', () => {
    const ready = video('a', 'completed', null);
    expect(newsOf(new Map([['a', 'ready']]), [ready])).toEqual([]);
    expect(newsOf(new Map(), [ready])).toEqual([]);
  });
});
