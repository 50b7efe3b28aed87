import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingAsked } from '@/lib/client/test-video';
import type { Video } from '@/lib/jobs/wire';
import { differencesOf } from './compare-got';

type Asked = Video['firstframe']['asked'];
type Got = NonNullable<Video['firstframe']['got']>;

const file: Got = {
  type: 'video/mp4',
  bytes: 1,
  sha256: '',
  width: 704,
  height: 1280,
  seconds: 4.04,
  fps: 23.976,
  codec: 'avc',
};

test.each<[Partial<Asked>, string[]]>([
  [{}, []],
  [{ size: '704x1280', seconds: 4, fps: 24 }, []],
  [{ size: '720x1280' }, ['size']],
  [{ size: '720p' }, []],
  [{ seconds: 4.2 }, []],
  [{ seconds: 5 }, ['seconds']],
  [{ seconds: 3 }, ['seconds']],
  [{ fps: 30 }, ['fps']],
  [{ size: '1280x704', seconds: 8, fps: 12 }, ['size', 'seconds', 'fps']],
])('of what was asked as %j, %j came otherwise', (asked, differences) => {
  expect(differencesOf({ asked: { ...nothingAsked, ...asked }, got: file })).toEqual(differences);
});

test('there is nothing to compare before there is a file', () => {
  expect(differencesOf({ asked: { ...nothingAsked, size: '1x1' }, got: null })).toEqual([]);
});

test('what came as it was asked never differs', () => {
  const positive = fc.double({ min: 0.1, max: 3_600, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8_000 }), positive, positive, (width, seconds, fps) => {
      const asked = { ...nothingAsked, size: `${width}x720`, seconds, fps };
      expect(differencesOf({ asked, got: { ...file, width, height: 720, seconds, fps } })).toEqual([]);
    }),
  );
});
