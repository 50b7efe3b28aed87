/** What is asked for with these words in its prompt goes that way; everything else is completed at once. */
export type Fate = '[queued]' | '[failed]' | '[refused]' | '[silent]';

/** A provider in OpenAI's dialect that keeps in memory what it was asked for, and has one video for it all. */
export function openTestUpstream(video: Uint8Array<ArrayBuffer>, now: () => number) {
  const made = new Map<string, object>();
  const refusal = (status: number, message: string) =>
    Response.json({ error: { message, type: 'invalid_request_error', param: null, code: null } }, { status });

  async function create(request: Request): Promise<Response> {
    const text = await request.text();
    const [, prompt = ''] = /name="prompt"\r\n\r\n([^\r]*)/.exec(text) ?? [];
    const has = (fate: Fate) => text.includes(fate);
    if (has('[refused]')) return refusal(400, 'The prompt is not allowed.');
    const id = `video_upstream_${made.size}`;
    const status = has('[queued]') ? 'queued' : has('[failed]') ? 'failed' : 'completed';
    const error = status === 'failed' ? { code: 'broken', message: 'It broke.' } : null;
    const created = {
      id,
      object: 'video',
      model: 'sora-2',
      prompt,
      status,
      error,
      created_at: now() / 1_000,
    };
    made.set(id, created);
    return has('[silent]') ? new Response('', { status: 500 }) : Response.json(created);
  }

  const character = (path: string) =>
    path.endsWith('/nobody')
      ? refusal(404, 'There is no such character.')
      : Response.json({ id: 'char_1', name: 'Mira', created_at: now() / 1_000 });

  return async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/^\/v1/, '');
    if (path === '/models') return Response.json({ object: 'list', data: [{ id: 'sora-2' }] });
    if (request.method === 'POST' && /^\/videos(\/edits|\/extensions)?$/.test(path)) return create(request);
    if (path.startsWith('/videos/characters')) return character(path);
    if (path === '/videos')
      return Response.json({ object: 'list', data: [...made.values()], has_more: false });
    const [, id = '', part] = /^\/videos\/([^/]+)(\/\w+)?$/.exec(path) ?? [];
    const found = made.get(id);
    if (!found) return refusal(404, `There is no video ${id}.`);
    if (part === '/remix') return create(request);
    if (part === '/content') return new Response(video, { headers: { 'content-type': 'video/mp4' } });
    if (request.method === 'DELETE') return Response.json({ id, object: 'video.deleted', deleted: true });
    return Response.json(found);
  };
}
