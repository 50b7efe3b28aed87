import { notifyManager, QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { closeDialog, openDialog } from '@/components/studio/dialogs';
import { stitchesOptions } from '@/lib/client/stitch-queries';
import type { Stitch } from '@/lib/stitches/wire';
import { tellWhenMade } from './tell-when-made';

const { showToast } = vi.hoisted(() => ({ showToast: vi.fn(async () => {}) }));
vi.mock('@/components/ui/toast', () => ({ showToast }));

const words = { made: 'It is made', failed: 'It failed', show: 'Show' };
const stitch: Stitch = {
  id: 'stitch_1',
  object: 'stitch',
  created_at: 0,
  expires_at: null,
  status: 'in_progress',
  progress: 10,
  videos: [],
  size: null,
  fit: 'bars',
  made: null,
  error: null,
};
const made = { copied: true, width: 2, height: 1, fps: 24, seconds: 1, frames: 24, bytes: 1 };

let client: QueryClient;
const know = (stitches: readonly Stitch[]) =>
  client.setQueryData(stitchesOptions().queryKey, { object: 'list', data: [...stitches] });
const finish = (changes: Partial<Stitch> = { status: 'completed', made }) =>
  know([{ ...stitch, ...changes }]);

beforeEach(() => {
  notifyManager.setScheduler((notify) => notify());
  closeDialog();
  showToast.mockClear();
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  client = new QueryClient();
  know([stitch]);
  openDialog({ name: 'stitch', videoIds: [] });
  tellWhenMade(client, stitch.id, words);
});

test('who has closed the dialog is told once, whichever way it ended', () => {
  closeDialog();
  finish();
  finish();
  expect(showToast.mock.calls).toEqual([[words.made, expect.objectContaining({ label: words.show })]]);
});

test('one that failed is told as such', () => {
  closeDialog();
  finish({ status: 'failed' });
  expect(showToast.mock.calls).toEqual([[words.failed, expect.anything()]]);
});

test('who looks at it is not told', () => () => {
  finish();
  closeDialog();
  expect(showToast).not.toHaveBeenCalled();
});

test('under another dialog it is told when that is closed', () => {
  openDialog({ name: 'palette' });
  finish();
  expect(showToast).not.toHaveBeenCalled();
  openDialog({ name: 'projects' });
  closeDialog();
  closeDialog();
  expect(showToast).toHaveBeenCalledOnce();
});

test('who came back to it from the other dialog is not told any more', () => {
  openDialog({ name: 'palette' });
  finish();
  openDialog({ name: 'stitch', videoIds: [] });
  closeDialog();
  expect(showToast).not.toHaveBeenCalled();
});

test('one that was deleted is not told of', () => {
  closeDialog();
  know([]);
  finish();
  expect(showToast).not.toHaveBeenCalled();
});
