import { beforeEach, describe, expect, test, vi } from 'vitest';

const storageKey = 'firstframe.draft';
const words = { prompt: 'Fog', providerId: 'demo', model: 'm', size: '1280x720', seconds: 4 };
const frame = (url: string) => ({ file: new File(['x'], 'a.png'), url, width: 2, height: 1, framing: null });

type Visit = { stored?: string; search?: string; type?: 'navigate' | 'reload' | 'back_forward' };

/** The store of a page that has just been opened. */
async function open({ stored, search = '', type = 'navigate' }: Visit) {
  const storage = new Map(stored === undefined ? [] : [[storageKey, stored]]);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
  const events = new EventTarget();
  vi.stubGlobal('location', { search });
  vi.stubGlobal('window', events);
  vi.stubGlobal('document', events);
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming]);
  vi.resetModules();
  const module = await import('./draft');
  module.restoreDraft();
  return { ...module, storage, leave: () => events.dispatchEvent(new Event('pagehide')) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('what was typed before comes back', () => {
  test('with its choices', async () => {
    const { getDraft } = await open({ stored: JSON.stringify(words) });
    expect(getDraft()).toMatchObject({ ...words, firstFrame: null });
  });

  test('field by field: what another release wrote is left out, and nothing else', async () => {
    const { getDraft } = await open({ stored: '{"prompt":"Fog","seed":"seven","fps":24,"later":1}' });
    expect(getDraft()).toMatchObject({ prompt: 'Fog', seed: null, fps: 24 });
    expect(getDraft()).not.toHaveProperty('later');
  });

  test.each(['', 'not json', 'null', '{"prompt":5}', '[]'])('but not from %j', async (stored) => {
    const { getDraft } = await open({ stored });
    expect(getDraft()).toMatchObject({ prompt: '', model: null });
  });
});

describe('a prompt in the address', () => {
  const search = '?prompt=A%20fox';

  test('fills the form and leaves the choices', async () => {
    const { getDraft } = await open({ stored: JSON.stringify(words), search });
    expect(getDraft()).toMatchObject({ prompt: 'A fox', size: '1280x720' });
  });

  test('says what to make it with, where that makes sense, and nothing is sent', async () => {
    const choices = '&provider=demo&model=m2&size=854x480&seconds=8';
    const { getDraft } = await open({ stored: JSON.stringify(words), search: search + choices });
    expect(getDraft()).toMatchObject({ providerId: 'demo', model: 'm2', size: '854x480', seconds: 8 });
    const wrong = '&model=m2&size=big&seconds=-1';
    const other = await open({ stored: JSON.stringify(words), search: search + wrong });
    expect(other.getDraft()).toMatchObject({ ...words, prompt: 'A fox' });
  });

  test.each(['reload', 'back_forward'] as const)(
    'does not undo what was typed since, at a %s',
    async (type) => {
      const { getDraft } = await open({ stored: JSON.stringify(words), search, type });
      expect(getDraft().prompt).toBe('Fog');
    },
  );
});

test('every change is kept for the next visit, with what the images are', async () => {
  const { fillDraft, storage } = await open({ stored: JSON.stringify(words) });
  fillDraft({ prompt: 'Rain', firstFrame: frame('blob:1') });
  vi.runAllTimers();
  const kept = JSON.parse(storage.get(storageKey) ?? '');
  expect(kept).toMatchObject({ ...words, prompt: 'Rain' });
  expect(kept.images).toMatchObject({ firstFrame: { width: 2, height: 1 }, lastFrame: null });
  expect(kept).not.toHaveProperty('firstFrame');
});

describe('the images of the last visit', () => {
  const name = '1-a';
  const images = { firstFrame: { name, width: 2, height: 1, framing: null }, references: [] };
  const stored = JSON.stringify({ ...words, images });
  const changeFiles = vi.fn(async (_added: ReadonlyMap<string, File>, _dropped: readonly string[]) => {});
  const findFile = vi.fn(async () => new File(['x'], 'a.png') as File | undefined);
  beforeEach(() => {
    vi.useRealTimers();
    changeFiles.mockClear();
    vi.doMock('./image-files', () => ({ findFile, changeFiles, dropForgotten: vi.fn(async () => {}) }));
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:back');
  });
  const settle = () => vi.waitFor(() => expect(findFile).toHaveReturned());

  test('come back, and are not kept once more', async () => {
    const { getDraft } = await open({ stored });
    expect(getDraft().firstFrame).toBeNull();
    await vi.waitFor(() => expect(getDraft().firstFrame).toMatchObject({ url: 'blob:back', width: 2 }));
    const names = changeFiles.mock.calls.flatMap(([added]) => [...added.keys()]);
    expect(names).not.toContain(name);
  });

  test('are not lost where the page goes before they are back', async () => {
    const { fillDraft, storage, leave } = await open({ stored });
    fillDraft({ prompt: 'Rain' });
    leave();
    expect(JSON.parse(storage.get(storageKey) ?? '').images).toMatchObject(images);
  });

  test('stay away where a slot was filled meanwhile, and go when their slot is emptied', async () => {
    const { fillDraft, getDraft } = await open({ stored });
    fillDraft({ firstFrame: frame('blob:1') });
    await settle();
    expect(getDraft().firstFrame?.url).toBe('blob:1');

    const again = await open({ stored });
    await vi.waitFor(() => expect(again.getDraft().firstFrame).not.toBeNull());
    again.fillDraft({ firstFrame: null });
    await vi.waitFor(() => expect(changeFiles).toHaveBeenLastCalledWith(new Map(), [name]));
  });

  test('are nothing to speak of where storage is refused', async () => {
    findFile.mockResolvedValueOnce(undefined);
    const { getDraft } = await open({ stored });
    await settle();
    expect(getDraft()).toMatchObject({ ...words, firstFrame: null });
  });
});

describe('what is typed is written', () => {
  const kept = (storage: Map<string, string>) => JSON.parse(storage.get(storageKey) ?? '{}').prompt;

  test('soon, and once for many keys', async () => {
    const { fillDraft, storage } = await open({});
    vi.runAllTimers();
    const write = vi.spyOn(storage, 'set');
    for (const prompt of ['R', 'Ra', 'Rai', 'Rain']) fillDraft({ prompt });
    expect(write).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(kept(storage)).toBe('Rain');
    expect(write).toHaveBeenCalledTimes(1);
  });

  test('at once when the page goes', async () => {
    const { fillDraft, storage, leave } = await open({});
    fillDraft({ prompt: 'Rain', slotValues: { place: 'here' } });
    leave();
    expect(kept(storage)).toBe('Rain');
    expect(JSON.parse(storage.get(storageKey) ?? '').slotValues).toEqual({ place: 'here' });
  });
});

test('the settings are another object only when one of them changes', async () => {
  const seen: unknown[] = [];
  const { fillDraft, subscribeDraft, getSettings } = await open({});
  subscribeDraft(() => seen.push(getSettings()));
  fillDraft({ prompt: 'R' });
  fillDraft({ prompt: 'Ra', slotValues: { a: 'b' } });
  fillDraft({ size: '1280x720' });
  expect(seen[0]).toBe(seen[1]);
  expect(seen[2]).not.toBe(seen[1]);
  expect(seen[2]).toMatchObject({ size: '1280x720' });
});

test('the address of an image is given back when another takes its place, and only then', async () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  const { fillDraft } = await open({});
  fillDraft({ firstFrame: frame('blob:1') });
  fillDraft({ prompt: 'Rain' });
  expect(revoke).not.toHaveBeenCalled();
  fillDraft({ firstFrame: frame('blob:2') });
  expect(revoke.mock.calls).toEqual([['blob:1']]);
  fillDraft({ firstFrame: null });
  expect(revoke.mock.calls).toEqual([['blob:1'], ['blob:2']]);
});
