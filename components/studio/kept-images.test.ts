import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Framing } from '@/lib/media/framing';
import { bringBack, readKeptImages } from './bring-back';
import type { DraftImage } from './draft';
import { describeImages, filesByName, type Images } from './kept-images';

const framing: Framing = { fit: 'crop', colour: '#112233', x: 0.1, y: -0.2, zoom: 1.5, turn: 90 };
const image = (name: string, more: Partial<DraftImage> = {}): DraftImage => ({
  file: new File([name], name),
  url: `blob:${name}`,
  width: 2,
  height: 1,
  framing: null,
  ...more,
});

/** What the browser keeps between visits. */
const files = new Map<string, File>();
vi.mock('./image-files', () => ({
  findFile: async (name: string) => files.get(name),
  dropForgotten: async () => {},
}));

/** The draft as the next visit finds it. */
async function reload(draft: Images) {
  for (const [name, file] of filesByName(draft)) files.set(name, file);
  return bringBack(readKeptImages(JSON.parse(JSON.stringify(describeImages(draft)))));
}

beforeEach(() => {
  files.clear();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => `blob:back-${(file as File).name}`);
});

test('what is described comes back with its bytes, framing and address, each in its slot', async () => {
  const framed = image('first', {
    framing,
    sourceUrl: 'https://a.example/1.png',
    keptUrl: '/api/references/x',
    from: { videoId: 'video_1', frame: 57, seconds: 2.375 },
  });
  const draft = { firstFrame: framed, lastFrame: null, references: [image('a'), image('b')] };
  const back = await reload(draft);
  // Where the studio keeps it may be nowhere by the next visit.
  const { keptUrl: _kept, ...rest } = framed;
  expect(back).toEqual({
    firstFrame: { ...rest, url: 'blob:back-first' },
    lastFrame: null,
    references: [image('a', { url: 'blob:back-a' }), image('b', { url: 'blob:back-b' })].map(
      (each, index) => ({
        ...each,
        file: draft.references[index]?.file,
      }),
    ),
  });
  expect([...filesByName(back).keys()]).toEqual([...files.keys()]);
});

test('what has no bytes any more is left out', async () => {
  const draft = {
    firstFrame: image('first'),
    lastFrame: image('last'),
    references: [image('a'), image('b')],
  };
  const stored = readKeptImages(describeImages(draft));
  for (const [name, file] of filesByName(draft)) if (/last|b/.test(file.name)) files.set(name, file);
  const back = await bringBack(stored);
  expect(back.firstFrame).toBeNull();
  expect(back.lastFrame?.file).toBe(draft.lastFrame.file);
  expect(back.references.map(({ file }) => file.name)).toEqual(['b']);
});

test('a file has one name, wherever it is moved', () => {
  const [one, other] = [image('one'), image('other')];
  const before = filesByName({ firstFrame: one, lastFrame: null, references: [other] });
  const after = filesByName({ firstFrame: other, lastFrame: { ...one }, references: [] });
  expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
});

test('whatever was stored is read or left, and never thrown at', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const kept = readKeptImages(value);
      expect(readKeptImages(kept)).toEqual(kept);
    }),
  );
  const wrong = { name: 'n', width: 2, height: 1, framing: { ...framing, zoom: '2' }, sourceUrl: 7 };
  expect(readKeptImages({ firstFrame: wrong, references: [{ name: 3 }, null] })).toEqual({
    firstFrame: { name: 'n', width: 2, height: 1, framing: null },
    lastFrame: null,
    references: [],
  });
});
