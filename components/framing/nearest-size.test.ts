import { expect, test } from 'vitest';
import { nearestSize } from './nearest-size';

const sizes = ['1280x720', '720x1280', '1920x1080', '1080x1920', '1024x1024'];

test.each([
  ['a tall photo', { width: 3000, height: 4000 }, '1280x720', '720x1280'],
  ['a taller one, with as many pixels', { width: 1080, height: 1900 }, '1920x1080', '1080x1920'],
  ['a taller one, smaller', { width: 1080, height: 1900 }, '1280x720', '720x1280'],
  ['one of the very shape', { width: 3840, height: 2160 }, '1280x720', null],
  [
    'one that fits another better, but not so that one sees it',
    { width: 1300, height: 1020 },
    '1024x1024',
    null,
  ],
  ['any, where no size is chosen', { width: 1000, height: 990 }, null, '1024x1024'],
])('for %s', (_name, image, current, expected) => {
  expect(nearestSize(sizes, image, current)).toBe(expected);
});

test('there is none among none', () => {
  expect(nearestSize([], { width: 1, height: 1 }, null)).toBeNull();
  expect(nearestSize(['large'], { width: 1, height: 1 }, null)).toBeNull();
});
