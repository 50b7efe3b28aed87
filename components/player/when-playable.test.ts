import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenPlayable } from './when-playable';

let page: EventTarget & { hidden: boolean };
let view: EventTarget & { load: () => void };

/** Loads, and keeps what came of it. */
function open() {
  const told = vi.fn();
  whenPlayable(view as HTMLVideoElement).then(
    () => told('playable'),
    () => told('broken'),
  );
  return told;
}

const say = async (type: string) => {
  view.dispatchEvent(new Event(type));
  await vi.advanceTimersByTimeAsync(0);
};

beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  view = Object.assign(new EventTarget(), { load: vi.fn() });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('it is asked for at once, and playable with its first picture', async () => {
  const told = open();
  expect(view.load).toHaveBeenCalledOnce();
  await say('loadedmetadata');
  expect(told).not.toHaveBeenCalled();
  await say('loadeddata');
  expect(told).toHaveBeenCalledWith('playable');
});

test('where no picture comes before it is played, it is playable without one', async () => {
  const told = open();
  await say('loadedmetadata');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told.mock.calls).toEqual([['playable']]);
});

test('what the browser refuses, or says nothing of, is broken', async () => {
  const refused = open();
  await say('error');
  expect(refused).toHaveBeenCalledWith('broken');
  const unanswered = open();
  await vi.advanceTimersByTimeAsync(14_999);
  expect(unanswered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(unanswered).toHaveBeenCalledWith('broken');
});

test('a page in the background is waited for', async () => {
  page.hidden = true;
  const told = open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).not.toHaveBeenCalled();
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(14_999);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toHaveBeenCalledWith('broken');
});
