import { expect, test } from 'vitest';
import { nextAddress } from './next-address';

const origin = 'https://studio.example';

test.each([
  ['?next=%2Fvideos%2Fvideo_1%3Ftab%3Dlog', '/videos/video_1?tab=log'],
  ['', '/'],
  ['?next=', '/'],
  ['?next=%2Flogin%3Fnext%3D%252F', '/'],
])('after signing in at "%s" one goes to %s', (query, address) => {
  expect(nextAddress(query, origin)).toBe(address);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\t/evil.example',
  '\n//evil.example',
  ' //evil.example',
  'https:evil.example',
])('S11: nobody is led elsewhere by next=%s', (next) => {
  const address = nextAddress(`?next=${encodeURIComponent(next)}`, origin);
  expect(new URL(address, origin).origin).toBe(origin);
  expect(address).toMatch(/^\/(?![/\\])/);
});
