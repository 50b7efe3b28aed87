import { expect, test } from 'vitest';
import { placePictures } from './place-pictures';

const none = { firstFrames: 0, lastFrames: 0, references: 0, filled: 0 };
const first = { ...none, firstFrames: 1 };
const frames = { ...first, lastFrames: 1 };
const all = { ...frames, references: 4 };

test.each([
  ['one, to a model of first frames', 1, first, null, ['firstFrame']],
  ['two, to a model of first frames alone', 2, first, null, ['firstFrame']],
  ['two, to one with last frames', 2, frames, null, ['firstFrame', 'lastFrame']],
  ['three, to one with last frames alone', 3, frames, null, ['firstFrame', 'lastFrame']],
  ['one, to a model of everything', 1, all, null, ['firstFrame']],
  ['two, to a model of everything', 2, all, null, ['firstFrame', 'lastFrame']],
  ['five, to a model of everything', 5, all, null, ['firstFrame', 'lastFrame', 0, 1, 2]],
  ['five, beside three references', 5, { ...all, filled: 3 }, null, ['firstFrame', 'lastFrame', 3]],
  ['two, where there is no last frame', 2, { ...all, lastFrames: 0 }, null, ['firstFrame', 0]],
  ['two, where there is no first frame', 2, { ...none, references: 3, filled: 1 }, null, [1, 2]],
  ['one, to a model of words alone', 1, none, null, ['firstFrame']],
  ['two, to a model of words alone', 2, none, null, ['firstFrame']],
  ['one, onto the first frame', 1, all, 'firstFrame', ['firstFrame']],
  ['one, onto the last frame', 1, all, 'lastFrame', ['lastFrame']],
  ['two, onto the last frame', 2, all, 'lastFrame', ['lastFrame', 0]],
  ['two, onto the first of two references', 2, { ...all, filled: 2 }, 0, [0, 1]],
  ['three, onto the last place', 3, { ...all, filled: 3 }, 3, [3]],
  ['none', 0, all, null, []],
] as const)('%s', (_name, count, places, slot, expected) => {
  expect(placePictures(count, places, slot)).toEqual(expected);
});
