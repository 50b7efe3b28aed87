import { openServer } from '@/lib/providers/contract/open-server';

/** A server of OpenAI's format whose videos all fail, with what it was asked for in every field of its answers. */
export async function startParrotProvider() {
  const prompts = new Map<string, string>();
  const { origin, close } = await openServer(async (request, response) => {
    const { method, url = '' } = request;
    const body = Buffer.concat(await request.toArray()).toString();
    const answer = (content: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    if (url === '/v1/models') return answer({ data: [{ id: 'sora-2' }] });
    if (method === 'POST') {
      const [, prompt = ''] = /name="prompt"\r\n\r\n([\s\S]*?)\r\n--/.exec(body) ?? [];
      const id = `${prompts.size + 1} ${prompt}`.toWellFormed().slice(0, 200);
      prompts.set(id, prompt);
      return answer({ id, object: 'video', status: 'queued', model: prompt });
    }
    const id = decodeURIComponent(url.replace('/v1/videos/', ''));
    const said = prompts.get(id);
    if (said === undefined) return answer({ error: { message: id } }, 404);
    const error = { code: said, type: said, param: said, message: said };
    return answer({
      id,
      object: 'video',
      status: 'failed',
      progress: said,
      model: said,
      error,
      prompt: said,
    });
  });
  return { baseUrl: `${origin}/v1`, close };
}
