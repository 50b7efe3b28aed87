import { beforeEach, describe, expect, test, vi } from 'vitest';

const storageKey = 'firstframe.draft';
const words = { prompt: 'Fog', providerId: 'demo', model: 'm', size: '1280x720', seconds: 4 };
const frame = (url: string) => ({ file: new File(['x'], 'a.png'), url, width: 2, height: 1, framing: null });

type Visit = { stored?: string; search?: string; type?: 'navigate' | 'reload' };

/** The store of a page that has just been opened. */
async function open({ stored, search = '', type = 'navigate' }: Visit) {
  const storage = new Map(stored === undefined ? [] : [[storageKey, stored]]);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
  vi.stubGlobal('location', { search });
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming]);
  vi.resetModules();
  const module = await import('./draft');
  module.restoreDraft();
  return { ...module, storage };
}

beforeEach(() => {
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

  test('does not undo what was typed since, when the page is reloaded', async () => {
    const { getDraft } = await open({ stored: JSON.stringify(words), search, type: 'reload' });
    expect(getDraft().prompt).toBe('Fog');
  });
});

test('every change is kept for the next visit, without the image', async () => {
  const { fillDraft, storage } = await open({ stored: JSON.stringify(words) });
  fillDraft({ prompt: 'Rain', firstFrame: frame('blob:1') });
  const kept = JSON.parse(storage.get(storageKey) ?? '');
  expect(kept).toMatchObject({ ...words, prompt: 'Rain' });
  expect(kept).not.toHaveProperty('firstFrame');
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
