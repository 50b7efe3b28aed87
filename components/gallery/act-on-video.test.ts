import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { actOnVideo } from './act-on-video';

const send = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const error = (code: string) => ({ error: { message: 'No.', type: 'e', param: null, code } });
const refused = async () => Response.json(error('invalid_request'), { status: 400 });
const broken = async () => Response.json(error('internal'), { status: 500 });

/** The keys that went out, by the order of their first time: `[0, 0, 1]` is the same one twice and then another. */
function keysSent(): number[] {
  const keys = send.mock.calls.map(([, { headers }]) => new Headers(headers).get('idempotency-key'));
  expect(keys).not.toContain(null);
  return keys.map((key) => [...new Set(keys)].indexOf(key));
}

/** As a tile or a menu does that is there for one press alone. */
const press = (id: string, action: 'retry' | 'cancel' = 'retry') =>
  actOnVideo(new QueryClient(), id, action).catch(() => {});

beforeEach(() => {
  vi.stubGlobal('fetch', send);
});

afterEach(() => {
  vi.unstubAllGlobals();
  send.mockReset();
});

test.each([
  { name: 'was lost', answer: lost },
  { name: 'says nothing of what became of it', answer: broken },
])('a press after one whose answer $name means the same, whoever is pressed', async ({ name, answer }) => {
  send.mockImplementationOnce(answer).mockImplementationOnce(answer).mockImplementation(refused);
  for (let presses = 0; presses < 4; presses += 1) await press(`video_${name}`);
  // The third was answered, so the fourth is a wish of its own.
  expect(keysSent()).toEqual([0, 0, 0, 1]);
});

test('another video, or another action to it, is another wish', async () => {
  send.mockImplementation(lost);
  await press('video_a');
  await press('video_b');
  await press('video_a', 'cancel');
  await press('video_a');
  expect(keysSent()).toEqual([0, 1, 2, 0]);
});

test('a press while another is on its way means the same, and the answer to one settles it', async () => {
  const first = Promise.withResolvers<Response>();
  send.mockReturnValueOnce(first.promise).mockImplementation(refused);
  const slow = press('video_c');
  await press('video_c');
  first.reject(new TypeError('Failed to fetch'));
  await slow;
  await press('video_c');
  expect(keysSent()).toEqual([0, 0, 1]);
});
