import type { Ask } from './test-ask';
import { json } from './test-json';

/** Sees to everything that is answered about links, over the life of one to a video. */
export async function trySharing(ask: Ask, video: string): Promise<void> {
  const wish = json({ video_ids: [video], expires_in: 60, allow_download: true });
  await ask('GET', '/api/sharing', 200);
  await ask('POST', '/api/shares', 403, wish);
  await ask('PUT', '/api/sharing', 400, json({ is_on: 'yes' }));
  await ask('PUT', '/api/sharing', 200, json({ is_on: true }));
  await ask('POST', '/api/shares', 404, json({ video_ids: ['video_none'], expires_in: 60 }));
  const { id, path } = await (await ask('POST', '/api/shares', 200, wish)).json();
  await ask('GET', '/api/shares', 200);
  const shared = `/api/shared/${path.slice('/s/'.length)}`;
  await ask('GET', shared, 200);
  const address = `${shared}/${video}`;
  const etag = (await ask('GET', address, 200)).headers.get('etag') ?? '';
  for (const method of ['GET', 'HEAD']) {
    await ask(method, `${address}?variant=thumbnail`, 200);
    await ask(method, `${address}?download=1`, 206, { headers: { range: 'bytes=1-4' } });
    await ask(method, address, 304, { headers: { 'if-none-match': etag } });
    await ask(method, address, 416, { headers: { range: 'bytes=999999999-' } });
  }
  await ask('DELETE', `/api/shares/${id}`, 200);
  await ask('GET', shared, 404);
  await ask('GET', address, 404);
}
