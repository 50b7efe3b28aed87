import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testVideo } from '@/lib/client/test-video';
import type { Video } from '@/lib/jobs/wire';
import { retryMany } from './retry-many';
import { selectOnly } from './selection';
import { changeSelection, clearSelection, getSelection } from './selection-store';

const made: Video = { ...testVideo('video_made', 1), status: 'queued', progress: 0, completed_at: null };
const ten = Array.from({ length: 10 }, (_, number) => `video_${number}`);
const chosen = () => [...getSelection().ids];

/** The requests that went out, each to be answered by hand. */
let asked: { id: string; key: string | null; answer: (response: Response) => void }[] = [];

const taken = () => Response.json(made);
const refused = () =>
  Response.json(
    { error: { message: 'No.', type: 'e', param: null, code: 'invalid_request' } },
    { status: 400 },
  );

/** Answers whatever is asked, until nothing more is. */
async function answerAll(answer: (id: string) => Response, running: Promise<unknown>): Promise<void> {
  let isOver = false;
  const done = running.finally(() => {
    isOver = true;
  });
  for (let next = 0; !isOver; next += 1) {
    await vi.waitFor(() => expect(isOver || asked.length > next).toBe(true), { interval: 1 });
    const request = asked[next];
    request?.answer(answer(request.id));
  }
  await done;
}

function start(ids: readonly string[], signal = new AbortController().signal) {
  return retryMany(new QueryClient(), ids, signal, () => {});
}

beforeEach(() => {
  asked = [];
  changeSelection(() => selectOnly(ten.toReversed()));
  vi.stubGlobal('fetch', (url: string, { headers }: RequestInit) => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const id = url.split('/').at(-2) ?? '';
    asked.push({ id, key: new Headers(headers).get('idempotency-key'), answer: resolve });
    return promise;
  });
});

afterEach(() => {
  clearSelection();
  vi.unstubAllGlobals();
});

test('what was sent is chosen no more, also when others are refused', async () => {
  const isRefused = (id: string) => Number(id.at(-1)) >= 7;
  const running = start(ten);
  await answerAll((id) => (isRefused(id) ? refused() : taken()), running);
  expect(await running).toEqual({ sent: 7, failures: ['No.', 'No.', 'No.'] });
  expect(chosen()).toEqual(ten.filter(isRefused));
});

test('nothing more goes out once it is stopped, and what was on its way is chosen no more when it is answered', async () => {
  const gone = new AbortController();
  const running = start(ten, gone.signal);
  await vi.waitFor(() => expect(asked).toHaveLength(4));
  gone.abort();
  expect(chosen()).toEqual(ten);
  await answerAll(taken, running);
  expect(asked.map(({ id }) => id)).toEqual(ten.slice(0, 4));
  expect(chosen()).toEqual(ten.slice(4));
});

test('begun again while some are on their way, it sends none of those a second time', async () => {
  const gone = new AbortController();
  const before = start(ten, gone.signal);
  await vi.waitFor(() => expect(asked).toHaveLength(4));
  gone.abort();
  const after = start(ten);
  await vi.waitFor(() => expect(asked).toHaveLength(8));
  await answerAll(taken, Promise.all([before, after]));
  const keys = new Map(asked.map(({ id, key }) => [`${id} ${key}`, id]));
  // However often one went out, it was under one key.
  expect([...keys.values()].sort()).toEqual(ten);
  expect(chosen()).toEqual([]);
});

test('one that was sent while it waited its turn does not go out any more', async () => {
  const gone = new AbortController();
  const before = start(ten, gone.signal);
  await vi.waitFor(() => expect(asked).toHaveLength(4));
  gone.abort();
  const after = start(ten.toReversed());
  await answerAll(taken, Promise.all([before, after]));
  expect(asked.map(({ id }) => id).sort()).toEqual(ten);
});
