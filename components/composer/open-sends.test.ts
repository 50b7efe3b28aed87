import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CreateVideo } from '@/lib/client/create-video';

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
const nothingMade = () => false;
const hourMs = 60 * 60_000;

let stored: Map<string, string>;

/** The module as a page has it that was just opened; what was stored before is still there. */
async function openPage() {
  vi.resetModules();
  const [sends, images] = await Promise.all([
    import('./open-sends'),
    import('@/components/studio/kept-images'),
  ]);
  return { ...sends, names: images.names };
}

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});

test('each send has a key of its own, also of one wish that is sent again while the first is on its way', async () => {
  const { beginSend } = await openPage();
  const keys = Array.from({ length: 100 }, () => beginSend(create, nothingMade).key);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});

describe('a send of which nobody knows whether it was carried out', () => {
  async function loseOne() {
    const page = await openPage();
    const { key } = page.beginSend(create, nothingMade);
    page.leaveOpen(key);
    return { ...page, key };
  }

  test('keeps its key', async () => {
    const { beginSend, key } = await loseOne();
    expect(beginSend({ ...create }, nothingMade)).toEqual({ key, isAgain: true });
  });

  test.each<[string, Partial<CreateVideo>]>([
    ['words', { prompt: 'A lighthouse in the sun' }],
    ['size', { size: null }],
    ['length', { seconds: 8 }],
    ['framing', { framing: { fit: 'blur', colour: '#000000', x: 0, y: 0, zoom: 1, turn: 0 } }],
    ['first frame', { firstFrame: new File(['x'], 'frame.png') }],
  ])('is not meant with another %s', async (_name, changes) => {
    const { beginSend, key } = await loseOne();
    expect(beginSend({ ...create, ...changes }, nothingMade).key).not.toBe(key);
  });

  test('is settled once its video is there: the same words ask for another', async () => {
    const { beginSend, key } = await loseOne();
    expect(beginSend(create, (made) => made === key)).toMatchObject({ isAgain: false });
  });

  test('is settled by an answer', async () => {
    const { beginSend, settleSend, key } = await loseOne();
    beginSend(create, nothingMade);
    settleSend(key);
    expect(beginSend(create, nothingMade)).toMatchObject({ isAgain: false });
  });

  test('is another wish an hour later', async () => {
    const { beginSend, key } = await loseOne();
    expect(beginSend(create, nothingMade, Date.now() + hourMs).key).not.toBe(key);
  });
});

describe('after a reload', () => {
  /** The files of the draft are others then, under the names that their bytes were kept under. */
  function filesAgain(names: WeakMap<File, string>, before: WeakMap<File, string>) {
    const firstFrame = new File(['x'], 'frame.png');
    names.set(firstFrame, before.get(create.firstFrame as File) ?? '');
    return { ...create, firstFrame };
  }

  test('what was on its way keeps its key, with its files', async () => {
    const before = await openPage();
    const { key } = before.beginSend(create, nothingMade);
    const after = await openPage();
    const again = filesAgain(after.names, before.names);
    expect(after.beginSend(again, nothingMade)).toEqual({ key, isAgain: true });
  });

  test('what was answered is forgotten', async () => {
    const before = await openPage();
    before.settleSend(before.beginSend(create, nothingMade).key);
    const after = await openPage();
    expect(after.beginSend(filesAgain(after.names, before.names), nothingMade)).toMatchObject({
      isAgain: false,
    });
  });

  test.each(['', 'null', '{}', '[1, {"key": 5}]'])('what is no list of sends is none: %j', async (text) => {
    stored.set('firstframe.open-sends', text);
    const { beginSend } = await openPage();
    expect(beginSend(create, nothingMade)).toMatchObject({ isAgain: false });
  });
});

test('without storage they are known for as long as the page lasts', async () => {
  vi.stubGlobal('sessionStorage', undefined);
  const { beginSend, leaveOpen } = await openPage();
  const { key } = beginSend(create, nothingMade);
  leaveOpen(key);
  expect(beginSend(create, nothingMade)).toEqual({ key, isAgain: true });
});
