import { expect, test } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import { openEnds } from './ends';

const now = 1_800_000_000_000;
const seconds = now / 1_000;

type Said = Partial<Pick<Video, 'id' | 'status' | 'completed_at' | 'error'>> & {
  firstframe?: Partial<Video['firstframe']>;
};

/** A video that was completed just now, but for what is said of it. */
function video({ firstframe = {}, ...said }: Said = {}): Video {
  return {
    ...{ id: 'a', status: 'completed', completed_at: seconds, error: null, ...said },
    firstframe: { updated_at: seconds + 1, trashed_at: null, purged: false, ...firstframe },
  } as Video;
}

test.each([
  ['completed', video()],
  ['failed', video({ status: 'failed', error: { code: 'provider_error', message: '' } })],
  ['saved slowly', video({ firstframe: { updated_at: seconds + 10 } })],
])('a video that was %s just now is told once', (_words, ended) => {
  const { take } = openEnds();
  expect(take([ended], now)).toEqual([ended]);
  expect(take([ended], now)).toEqual([]);
});

test('one that is asked about again and ends again is told again', () => {
  const { take } = openEnds();
  const failed = video({ status: 'failed', error: { code: 'provider_error', message: '' } });
  const later = video({ completed_at: seconds + 60, firstframe: { updated_at: seconds + 60 } });
  expect([take([failed], now), take([later], now)]).toEqual([[failed], [later]]);
});

test.each([
  ['goes on', video({ status: 'in_progress', completed_at: null })],
  ['was cancelled', video({ status: 'failed', error: { code: 'cancelled', message: '' } })],
  ['ended long before it was starred', video({ firstframe: { updated_at: seconds + 3_600 } })],
  ['was imported', video({ completed_at: seconds - 90_000, firstframe: { updated_at: seconds - 90_000 } })],
  ['lies in the trash', video({ firstframe: { trashed_at: seconds } })],
  ['is no more', video({ firstframe: { purged: true } })],
])('one that %s is no news', (_words, other) => {
  expect(openEnds().take([other], now)).toEqual([]);
});
