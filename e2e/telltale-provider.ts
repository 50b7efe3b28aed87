import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { openServer } from '@/lib/providers/contract/open-server';

const file = readFileSync(path.join(import.meta.dirname, '../faults/video.mp4'));

/**
 * A server of OpenAI's format that repeats the key it was sent wherever it can: in errors, in fields, in headers. Even
 * videos are made; the next one where it says so fails, or is refused.
 */
export async function startTelltaleProvider() {
  const state: { next: 'complete' | 'fail' | 'refuse' } = { next: 'complete' };
  const videos = new Map<string, { fate: string; prompt: string }>();

  const { origin, close } = await openServer(async (request, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString('latin1');
    const key = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    const told = { debug: key, authorization: `Bearer ${key}`, url: `http://x.example/?api_key=${key}` };
    const answer = (content: object, status = 200) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': key, 'x-request-id': key };
      response.writeHead(status, headers).end(JSON.stringify(content));
    };
    const { method, url = '' } = request;
    if (url === '/v1/models') return answer({ data: [{ id: 'sora-2', owned_by: key }] });
    if (method === 'POST') {
      if (state.next === 'refuse')
        return answer({ error: { message: `The key ${key} may not ask for that.`, param: key } }, 400);
      const id = `up_${videos.size + 1}`;
      videos.set(id, { fate: state.next, prompt: /name="prompt"\r\n\r\n([^\r]*)/.exec(body)?.[1] ?? '' });
      return answer({ id, object: 'video', status: 'queued', model: 'sora-2', ...told });
    }
    const [, id = '', isContent] = /^\/v1\/videos\/(up_\d+)(\/content)?/.exec(url) ?? [];
    const video = videos.get(id);
    if (!video) return answer({ error: { message: `Nothing here for ${key}.` } }, 404);
    if (isContent)
      return void response.writeHead(200, { 'content-type': 'video/mp4', 'x-key': key }).end(file);
    if (video.fate === 'fail')
      return answer({ id, status: 'failed', error: { code: key, message: `Failed for ${key}` }, ...told });
    return answer({ id, status: 'completed', ...told });
  });
  return { baseUrl: `${origin}/v1`, state, close };
}
