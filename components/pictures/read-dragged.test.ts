import { expect, test } from 'vitest';
import { isAddress, readDragged } from './read-dragged';

const file = (type: string) => ({ kind: 'file', type });
const words = { kind: 'string', type: 'text/plain' };

test.each([
  ['one file', ['Files'], [file('image/png')], null, { kind: 'files', count: 1, videos: 0 }],
  ['a file of no known kind', ['Files'], [file('')], null, { kind: 'files', count: 1, videos: 0 }],
  [
    'two, one a video',
    ['Files'],
    [file('video/mp4'), file('image/png')],
    null,
    { kind: 'files', count: 2, videos: 1 },
  ],
  [
    'a picture of another page',
    ['text/uri-list', 'text/html', 'Files'],
    [words, file('image/png')],
    null,
    { kind: 'files', count: 1, videos: 0 },
  ],
  ['a link of another page', ['text/uri-list', 'text/plain'], [words], null, { kind: 'address' }],
  ['words', ['text/plain', 'text/html'], [words], null, null],
  ['a tile of the gallery', ['text/uri-list'], [words], 'video_1', { kind: 'video' }],
  ['something else of this page', ['text/uri-list', 'Files'], [words], '', null],
] as const)('%s', (_name, types, items, own, expected) => {
  expect(readDragged({ types, items }, own)).toEqual(expected);
});

test.each([
  ['https://a.example/boat.png', true],
  ['HTTP://a.example', true],
  ['https://a.example/boat.png and more', false],
  ['see https://a.example/', false],
  ['ftp://a.example/boat.png', false],
  ['https://', false],
  ['', false],
])('%j is one address: %s', (text, is) => {
  expect(isAddress(text)).toBe(is);
});
