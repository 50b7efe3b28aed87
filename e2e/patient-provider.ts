import type { IncomingMessage, ServerResponse } from 'node:http';
import { openServer } from '@/lib/providers/contract/open-server';

/** A paid request as it came in. */
type Paid = { prompt: string; size: string; seconds: string };

/** A server of OpenAI's format that answers creates when it is told to, and counts every one. Its videos never end. */
export async function startPatientProvider() {
  const paid: Paid[] = [];
  const waiting: (() => void)[] = [];
  const state = { isHolding: false, refuses: '' };

  function answer(response: ServerResponse, body: unknown, status = 200) {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async function create(request: IncomingMessage, response: ServerResponse) {
    const form = Buffer.concat(await request.toArray()).toString();
    const fieldOf = (name: string) => new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(form)?.[1] ?? '';
    paid.push({ prompt: fieldOf('prompt'), size: fieldOf('size'), seconds: fieldOf('seconds') });
    const id = `up_${paid.length}`;
    if (state.isHolding) await new Promise<void>((resolve) => waiting.push(resolve));
    if (state.refuses !== '' && fieldOf('prompt').includes(state.refuses))
      return answer(response, { error: { message: 'Not this one.' } }, 400);
    answer(response, { id, object: 'video', status: 'queued' });
  }

  const { origin, close } = await openServer((request, response) => {
    const { method, url = '' } = request;
    if (method === 'POST') return void create(request, response);
    request.resume();
    if (url === '/v1/models') return answer(response, { data: [{ id: 'sora-2' }] });
    if (/^\/v1\/videos(\?|$)/.test(url)) return answer(response, { object: 'list', data: [] });
    return answer(response, { id: url.split('/').at(-1), object: 'video', status: 'in_progress' });
  });
  return {
    baseUrl: `${origin}/v1`,
    paid,
    state,
    /** Lets go of every create that waits for its answer, and of those to come. */
    release() {
      state.isHolding = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
    close,
  };
}
