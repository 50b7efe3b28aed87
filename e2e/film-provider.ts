import { openServer } from '@/lib/providers/contract/open-server';
import { parseMultipart } from '@/lib/providers/contract/received';

/** A server of OpenAI's format whose videos are ready at once: the file that a prompt names. */
export async function startFilmProvider(films: Readonly<Record<string, Buffer>>) {
  const prompts: string[] = [];
  const { origin, close } = await openServer(async (request, response) => {
    const { method, url = '', headers } = request;
    const answer = (content: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    if (url === '/v1/models') return answer({ data: [{ id: 'projector-1' }] });
    if (method === 'POST') {
      const raw = Buffer.concat(await request.toArray());
      const parts = await parseMultipart(headers['content-type'] ?? '', raw);
      const prompt = parts.find(({ name }) => name === 'prompt');
      prompts.push(prompt && 'value' in prompt ? prompt.value : '');
      return answer({ id: `up_${prompts.length - 1}`, object: 'video', status: 'queued' });
    }
    const [, number = '0', isContent] = /up_(\d+)(\/content)?/.exec(url) ?? [];
    const film = films[prompts[Number(number)] ?? ''];
    if (!isContent) return answer({ id: `up_${number}`, status: 'completed', progress: 100 });
    return response.writeHead(200, { 'content-type': 'video/mp4' }).end(film);
  });
  return { environment: { OPENAI_BASE_URL: `${origin}/v1`, OPENAI_API_KEY: 'sk-film' }, close };
}
