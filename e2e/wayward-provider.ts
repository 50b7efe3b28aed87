import type { IncomingMessage, ServerResponse } from 'node:http';
import { openServer } from '@/lib/providers/contract/open-server';

/** What becomes of the creates from now on: an answer, none at all though the video is made, or a refusal. */
export type Mood = 'accept' | 'lose' | 'busy' | 401 | 402 | 400;

const refusals = { 400: 'No such size.', 401: 'Incorrect API key provided.', 402: 'Your balance is 0.00.' };

/** What stands in one field of a multipart form. */
function fieldOf(form: string, name: string): string {
  return new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(form)?.[1] ?? '';
}

/** A server of OpenAI's format that loses answers, or refuses, when it is told to. Its videos are never finished. */
export async function startWaywardProvider() {
  const videos: { id: string; prompt: string; model: string; created_at: number; status: string }[] = [];
  const state: { mood: Mood; creates: number } = { mood: 'accept', creates: 0 };

  function answer(response: ServerResponse, body: unknown, status = 200, headers = {}) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  /** A video on the provider's list, whoever asked for it. */
  function make(prompt: string, model = 'sora-2') {
    const id = `up_${videos.length + 1}`;
    const video = { id, prompt, model, created_at: Math.floor(Date.now() / 1_000), status: 'in_progress' };
    videos.unshift(video);
    return video;
  }

  async function create(request: IncomingMessage, response: ServerResponse) {
    const form = Buffer.concat(await request.toArray()).toString();
    const { mood } = state;
    state.creates += 1;
    if (mood === 'busy')
      return answer(response, { error: { message: 'Slow down.' } }, 429, { 'retry-after': '1' });
    if (typeof mood === 'number') return answer(response, { error: { message: refusals[mood] } }, mood);
    const video = make(fieldOf(form, 'prompt'), fieldOf(form, 'model'));
    if (mood === 'lose') return response.destroy();
    return answer(response, { ...video, object: 'video' });
  }

  const { origin, close } = await openServer((request, response) => {
    const { method, url = '' } = request;
    if (method === 'POST') return void create(request, response);
    request.resume();
    if (url === '/v1/models') return answer(response, { data: [{ id: 'sora-2' }] });
    if (/^\/v1\/videos(\?|$)/.test(url))
      return answer(response, { object: 'list', data: videos, has_more: false });
    const video = videos.find(({ id }) => url === `/v1/videos/${id}`);
    if (video) return answer(response, video);
    return answer(response, { error: { message: 'No such video.' } }, 404);
  });
  return {
    baseUrl: `${origin}/v1`,
    state,
    make,
    close,
  };
}
