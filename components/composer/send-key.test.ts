import { expect, test } from 'vitest';
import type { CreateVideo } from '@/lib/client/create-video';
import { sendKey } from './send-key';

const create: CreateVideo = {
  prompt: 'A lighthouse in fog',
  providerId: 'demo',
  model: 'firstframe-demo',
  size: '1280x720',
  seconds: 4,
  firstFrame: new File(['x'], 'frame.png'),
  takes: 1,
  fps: null,
  seed: null,
  negativePrompt: '',
  user: '',
  metadata: '',
  options: {},
  lastFrame: null,
  framing: null,
  lastFrameFraming: null,
  references: [],
};
const unanswered = { key: 'key-of-the-lost-one', create: { ...create } };
const nothingMade = () => false;

test('each send has a key of its own', () => {
  const keys = Array.from({ length: 100 }, () => sendKey(create, null, nothingMade));
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});

test('the same wish after a lost answer keeps its key', () => {
  expect(sendKey(create, unanswered, nothingMade)).toBe('key-of-the-lost-one');
});

test.each<[string, Partial<CreateVideo>]>([
  ['words', { prompt: 'A lighthouse in the sun' }],
  ['size', { size: null }],
  ['length', { seconds: 8 }],
  ['framing', { framing: { fit: 'blur', colour: '#000000', x: 0, y: 0, zoom: 1, turn: 0 } }],
  ['first frame', { firstFrame: new File(['x'], 'frame.png') }],
])('another %s is another wish', (_name, changes) => {
  expect(sendKey({ ...create, ...changes }, unanswered, nothingMade)).not.toBe('key-of-the-lost-one');
});

test('once the video of the lost answer is there, the same words ask for another', () => {
  expect(sendKey(create, unanswered, (key) => key === 'key-of-the-lost-one')).not.toBe('key-of-the-lost-one');
});
