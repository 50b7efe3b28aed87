import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVideo } from './create-video';

const create = {
  prompt: 'A lighthouse in fog',
  providerId: 'demo',
  model: 'firstframe-demo',
  size: '1280x720',
  seconds: null,
  firstFrame: new File(['picture'], 'frame.png', { type: 'image/png' }),
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
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const refused = () =>
  Promise.resolve(
    Response.json(
      { error: { message: 'No.', type: 'invalid_request_error', param: null, code: 'provider_rejected' } },
      { status: 400 },
    ),
  );

const send = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', send);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  send.mockReset();
});

test('what is sent is OpenAI’s form, with the provider beside it and nothing that was not chosen', async () => {
  send.mockImplementation(refused);
  await createVideo('key', create).catch(() => {});
  const form = send.mock.calls[0]?.[1].body as FormData;
  expect([...form.keys()].sort()).toEqual(['input_reference', 'model', 'prompt', 'provider', 'size']);
  expect(form.get('input_reference')).toMatchObject({ name: 'frame.png', type: 'image/png' });
});

test('a project is named beside what is wished for, each time that it goes out', async () => {
  send.mockImplementationOnce(lost).mockImplementation(refused);
  const sent = createVideo('key', create, 'project_1').catch(() => {});
  await vi.advanceTimersByTimeAsync(1_000);
  await sent;
  const projects = send.mock.calls.map(([, { body }]) => (body as FormData).get('project'));
  expect(projects).toEqual(['project_1', 'project_1']);
});

test('where a frame was taken from goes with it', async () => {
  send.mockImplementation(refused);
  const from = { videoId: 'video_1', frame: 57, seconds: 2.375 };
  await createVideo('key', { ...create, firstFrameFrom: from }).catch(() => {});
  const form = send.mock.calls[0]?.[1].body as FormData;
  const said = JSON.parse(String(form.get('first_frame_from')));
  expect([said, form.has('last_frame_from')]).toEqual([
    { video_id: 'video_1', frame: 57, seconds: 2.375 },
    false,
  ]);
});

test('a lost answer is asked for again under the same key, and a refusal is the end of it', async () => {
  send.mockImplementationOnce(lost).mockImplementationOnce(lost).mockImplementation(refused);
  const ended = expect(createVideo('the-key', create)).rejects.toMatchObject({ code: 'provider_rejected' });
  await vi.runAllTimersAsync();
  await ended;
  const keys = send.mock.calls.map(([, init]) => new Headers(init.headers).get('idempotency-key'));
  expect(keys).toEqual(['the-key', 'the-key', 'the-key']);
});

test('asking again comes to an end', async () => {
  send.mockImplementation(lost);
  const ended = expect(createVideo('key', create)).rejects.toMatchObject({ code: 'unreachable' });
  await vi.runAllTimersAsync();
  await ended;
  expect(send).toHaveBeenCalledTimes(6);
});
